import type { BrowserContextOptions } from 'playwright';
import type { Device } from '../../core/artifacts/page-audit.ts';

/** The window, the pixels and the fingers of a device. */
export function deviceSettings(device: Device): BrowserContextOptions {
  return device === 'mobile'
    ? {
        viewport: { width: 412, height: 823 },
        deviceScaleFactor: 1.75,
        isMobile: true,
        hasTouch: true,
      }
    : { viewport: { width: 1350, height: 940 }, deviceScaleFactor: 1 };
}
