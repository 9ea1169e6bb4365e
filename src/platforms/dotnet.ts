import type { PlatformDetector } from '../core/platform-markers.ts';
import { cookie, header, text } from './markers.ts';

/** Bespoke .NET. Umbraco runs on .NET as well, so its own markers are given more weight. */
export default {
  id: 'dotnet',
  title: '.NET',
  markers: [
    header('x-aspnet-version', /./, 60),
    header('x-aspnetmvc-version', /./, 60),
    header('x-powered-by', /^ASP\.NET/, 40),
    header('server', /^Kestrel$/, 60),
    cookie(/^\.AspNetCore\./, 60),
    cookie(/^ASP\.NET_SessionId/, 60),
    text('name="__VIEWSTATE"', 60),
    text('/_framework/blazor.', 60),
  ],
} satisfies PlatformDetector;
