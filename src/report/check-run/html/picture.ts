import { html, raw } from 'hono/html';
import type { Box } from '../../../core/artifacts/page-audit.ts';
import type { Attachment } from '../../../core/attachment.ts';
import type { CheckResult } from '../../../core/result.ts';

/** What a piece of a report is. */
export type Html = ReturnType<typeof html>;

/** A picture of a page in the report: drawn once as a background, shown whole and in parts. */
export interface Picture {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly marks: NonNullable<Attachment['marks']>;
}

const cropWidth = 318;
const cropHeight = 170;

/** The pictures of a result, and the style that holds their bytes. */
export function picturesOf({ check, attachments = [] }: CheckResult): {
  readonly pictures: readonly Picture[];
  readonly css: string;
} {
  const shown = attachments.flatMap((attachment, at) => {
    const { mime, size, title, url, marks = [], base64 } = attachment;
    if (mime !== 'image/jpeg' || !size || !/^[A-Za-z0-9+/=]*$/.test(base64)) return [];
    return [{ picture: { name: `${check}-${at}`, title, url, size, marks }, base64 }];
  });
  return {
    pictures: shown.map(({ picture }) => picture),
    css: shown
      .map(
        ({ picture: { name, size }, base64 }) =>
          `.at-${name}{background-image:url(data:image/jpeg;base64,${base64});background-size:${size.width}px ${size.height}px}`,
      )
      .join('\n'),
  };
}

/** The part of a picture where one finding is; null where it is on none. */
export function crop(fingerprint: string, pictures: readonly Picture[]): Html | null {
  for (const { name, marks, size, title } of pictures) {
    const mark = marks.find((one) => one.fingerprint === fingerprint);
    if (!mark) continue;
    const { box } = mark;
    const left = clamp(box.x + box.width / 2 - cropWidth / 2, size.width - cropWidth);
    const top = clamp(
      box.y + Math.min(box.height, cropHeight) / 2 - cropHeight / 2,
      size.height - cropHeight,
    );
    const place = `width:${cropWidth}px;height:${cropHeight}px;background-position:${-left}px ${-top}px`;
    return html`<div class="crop at-${name}" style="${place}" role="img" aria-label="The place on ${title}"><i style="${frame(box, left, top)}"></i></div>`;
  }
  return null;
}

/** A whole picture with every place on it, numbered as the findings are. */
export function wholePicture(
  { name, title, size, marks }: Picture,
  numberOf: (fingerprint: string) => number | null,
): Html {
  const places = marks.flatMap(({ fingerprint, box }) => {
    const number = numberOf(fingerprint);
    if (number === null || isWholePage(box, size)) return [];
    return [
      html`<a href="#f${number}" class="${box.y < 24 ? 'low' : ''}" style="${frame(box, 0, 0)}" aria-label="Finding ${number}"><b>${number}</b></a>`,
    ];
  });
  return html`<h4>${title}</h4>
<div class="scroll" tabindex="0" role="region" aria-label="Picture of ${title}"><div class="picture at-${name}" style="width:${size.width}px;height:${size.height}px">${places}</div></div>`;
}

/** A style sheet that is ours; the bytes of pictures in it are base64 and nothing else. */
export function styleElement(css: string): Html {
  return html`<style>${raw(css)}</style>`;
}

function frame(box: Box, left: number, top: number): string {
  const side = (value: number) => Math.round(value);
  return `left:${side(box.x - left)}px;top:${side(box.y - top)}px;width:${side(Math.max(box.width, 8))}px;height:${side(Math.max(box.height, 8))}px`;
}

/** A frame around everything shows nothing. */
function isWholePage(box: Box, size: Picture['size']): boolean {
  return box.width >= size.width * 0.95 && box.height >= size.height * 0.6;
}

function clamp(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(value, Math.max(most, 0))));
}
