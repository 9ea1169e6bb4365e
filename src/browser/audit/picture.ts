import type { CDPSession } from 'playwright';
import type { Picture } from '../../core/artifacts/page-audit.ts';

/** Higher pages are cut: what is below is listed, and not shown. */
const maxHeight = 6000;
const maxBase64 = 2 * 1024 * 1024;
const qualities = [60, 35, 15];

/** A picture of the page from its top, as small as it has to be; null where none can be had. */
export async function takePicture(session: CDPSession): Promise<Picture | null> {
  const { cssLayoutViewport, cssContentSize } = await session.send('Page.getLayoutMetrics');
  const width = cssLayoutViewport.clientWidth;
  const height = Math.min(
    Math.max(cssContentSize.height, cssLayoutViewport.clientHeight),
    maxHeight,
  );
  for (const quality of qualities) {
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'jpeg',
      quality,
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width, height, scale: 1 },
    });
    if (data.length <= maxBase64) return { mime: 'image/jpeg', base64: data, width, height };
  }
  return null;
}
