import type { DetectionProbe, Marker } from '../../core/platform-module.ts';
import { cookie, header, ownAddress, pageText, tagText } from '../markers.ts';

/**
 * Traces of .NET. No version is taken from them: `X-AspNet-Version: 4.0.30319` is the runtime's, the
 * same for every .NET Framework from 4.0 to 4.8.1. `Microsoft-IIS` alone says nothing.
 */
export const markers: readonly Marker[] = [
  header('x-aspnet-version', /./, 90),
  header('x-aspnetmvc-version', /./, 90),
  // IIS sends it for whatever runs behind it, PHP too.
  header('x-powered-by', /^ASP\.NET/, 40),
  header('server', /^Kestrel$/, 80),
  cookie('.AspNetCore.…', /^\.AspNetCore\./, 80),
  cookie('.ASPXAUTH', /^\.ASPXAUTH$/, 80),
  cookie('ASP.NET_SessionId', /^ASP\.NET_SessionId$/, 90),
  tagText('input', 'name="__VIEWSTATE"', 90),
  pageText(
    'hidden field __RequestVerificationToken',
    /<input\s[^<>]{0,300}?\bname="?__RequestVerificationToken\b/,
    60,
  ),
  ownAddress('/_framework/blazor', /\/_framework\/blazor\.\w{1,20}(?:\.\w{1,20})?\.js$/, 80),
  ownAddress('WebResource.axd', /\/(?:Web|Script)Resource\.axd$/i, 80),
  pageText(
    'developer exception page',
    /<h1>An unhandled exception occurred while processing the request\.<\/h1>/,
    80,
  ),
  pageText('error page of ASP.NET', /<H1>Server Error in '[^'<]{1,100}' Application\./i, 90),
];

/** None: what .NET answers shows on any page. */
export const probes: readonly DetectionProbe[] = [];
