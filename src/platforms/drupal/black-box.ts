import type { InventoryRoute } from '../../core/platform-module.ts';
import { drupalCore } from './components.ts';

const source = 'black-box';

/**
 * What the site shows to everybody: at best core’s version. Modules are not reported, since pages name
 * some by chance and most never.
 */
export const blackBox: InventoryRoute = {
  id: source,
  title: 'The site seen from outside',
  missing: () => null,
  take: async (ports) => {
    const detection = await ports.detection();
    if (!detection.ok) return { ok: false, reason: detection.failure.message };
    const seen = detection.value.candidates.find(({ platform }) => platform === 'drupal');
    if (!seen) {
      const why = detection.value.hiddenBy;
      return { ok: false, reason: `Drupal does not show${why === null ? '' : `: ${why}`}` };
    }
    const exact = seen.version !== null && /^\d{1,3}\.\d/.test(seen.version) ? seen.version : null;
    const remark =
      exact !== null
        ? 'Seen from outside'
        : seen.version === null
          ? 'The site shows no version'
          : `The site shows the major version ${seen.version} alone`;
    return {
      ok: true,
      components: [drupalCore(exact, source, Math.min(seen.confidence, 75), remark)],
      complete: exact === null ? [] : ['core'],
    };
  },
};
