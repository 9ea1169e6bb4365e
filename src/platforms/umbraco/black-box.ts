import type { InventoryRoute } from '../../core/platform-module.ts';
import { umbracoCore } from './core.ts';

const source = 'black-box';

/** What the site shows to everybody: that it is Umbraco, and hardly ever which. */
export const blackBox: InventoryRoute = {
  id: source,
  title: 'The site seen from outside',
  missing: () => null,
  take: async (ports) => {
    const detection = await ports.detection();
    if (!detection.ok) return { ok: false, reason: detection.failure.message };
    const seen = detection.value.candidates.find(({ platform }) => platform === 'umbraco');
    if (!seen) {
      const why = detection.value.hiddenBy;
      return { ok: false, reason: `Umbraco does not show${why === null ? '' : `: ${why}`}` };
    }
    const exact = seen.version !== null && /^\d{1,3}\.\d{1,4}\.\d/.test(seen.version);
    const old = exact && Number.parseInt(seen.version, 10) < 9;
    return {
      ok: true,
      components: [
        umbracoCore(
          old ? 'UmbracoCms' : 'Umbraco.Cms',
          exact ? seen.version : null,
          source,
          Math.min(seen.confidence, 75),
          exact
            ? 'Seen from outside'
            : `The site shows ${seen.version === null ? 'no version' : `no more than version ${seen.version}`}`,
        ),
      ],
      complete: [],
    };
  },
};
