import type { Box } from './artifacts/page-audit.ts';

/** A file that belongs to a result: a picture of the page, a report of a tool. */
export interface Attachment {
  /** A file name: lower-case letters, digits, dots and hyphens only. */
  readonly name: string;
  readonly mime: 'image/jpeg' | 'text/html';
  readonly title: string;
  /** Of the page it shows. */
  readonly url: string;
  readonly base64: string;
  /** Where findings are on the picture. */
  readonly marks?: readonly { readonly fingerprint: string; readonly box: Box }[];
  /** CSS pixels that are on the picture. */
  readonly size?: { readonly width: number; readonly height: number };
}
