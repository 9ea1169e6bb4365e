import type { DetectionProbe, Marker } from '../../core/platform-module.ts';
import { cookie, generator, header, ownAddress, pageText, tagText } from '../markers.ts';

/** What the back office shows before anybody logs in. */
const backOffice: readonly Marker[] = [
  // From version 14 on.
  pageText('<umb-app> of the back office', /<umb-app[\s>]/, 95),
  // Versions 7 to 13, an AngularJS application.
  pageText(
    'ng-app="umbraco" of the back office',
    /<\w{1,20}\s[^<>]{0,500}?\bng-app=["']umbraco["']/,
    90,
  ),
  // An agency may have a page of that name.
  pageText('title of the back office', /<title>\s{0,20}Umbraco\s{0,20}<\/title>/, 30),
];

/** Traces of Umbraco. It leaves few on public pages, and each alone is weak. */
export const markers: readonly Marker[] = [
  // Versions 4 to 6.
  header('x-umbraco-version', /^(?<version>\d{1,2}\.\d{1,3}\.\d{1,3})?/, 90),
  generator(/^Umbraco\b/i, 80),
  cookie('UMB…', /^UMB[-_]/, 80),
  tagText(String.raw`\w{1,20}`, 'data-udi="umb://', 70),
  ownAddress('/App_Plugins/', /\/App_Plugins\//i, 40),
  ownAddress('/umbraco/surface/', /\/umbraco\/surface\//i, 60),
  ownAddress('/umbraco/api/', /\/umbraco\/api\//i, 60),
  ownAddress('/umbraco/lib/', /\/umbraco\/lib\//i, 50),
  ...backOffice,
];

/** What it answers to strangers: the Management API tells its state from version 14 on, without a password. */
export const probes: readonly DetectionProbe[] = [
  {
    path: '/umbraco/management/api/v1/server/status',
    markers: [
      pageText(
        'state in the Management API, so version 14 or newer',
        /^\s{0,20}\{\s{0,20}"serverStatus"\s{0,5}:\s{0,5}"\w{2,20}"/,
        100,
      ),
    ],
  },
  { path: '/umbraco/', markers: backOffice },
];
