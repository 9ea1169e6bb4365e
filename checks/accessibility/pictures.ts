import type { PageAudit } from '../../src/core/artifacts/page-audit.ts';
import type { AttachmentDraft } from '../../src/core/check.ts';
import type { Told } from './findings.ts';

const maxPictures = 12;

/** A picture of each page on each device, with the place of every finding on it. */
export function picturesOf(
  audits: readonly PageAudit[],
  told: readonly Told[],
): readonly AttachmentDraft[] {
  return audits.slice(0, maxPictures).flatMap(({ url, device, picture }, at) => {
    if (picture === null) return [];
    const { mime, base64, width, height } = picture;
    const marks = told.flatMap(({ barrier }, finding) => {
      if (barrier.url !== url) return [];
      const box = barrier.boxes.find((one) => one.device === device)?.box;
      return box && box.y < height ? [{ finding, box }] : [];
    });
    return [
      {
        name: `page-${at + 1}-${device}.jpg`,
        mime,
        title: `${url} on ${device}`,
        url,
        base64,
        size: { width, height },
        marks,
      },
    ];
  });
}
