import { notGathered } from './artifacts/failure.ts';
import type { BrowserService } from './browser-service.ts';

/** Where there is no browser: every job fails and says so. */
export const noBrowser: BrowserService = {
  run: async () => notGathered({ code: 'browser-missing', message: 'no browser is at hand here' }),
  close: async () => {},
};
