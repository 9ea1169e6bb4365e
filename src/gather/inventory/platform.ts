import { type Gathered, gathered, notGathered } from '../../core/artifacts/failure.ts';
import type { PlatformDetection } from '../../core/artifacts/platform-detection.ts';
import type { Platform, Site } from '../../core/site.ts';

/** From this confidence on a platform is taken for likely enough to look for its components. */
const likely = 50;

/** What a site is taken for, or why it is taken for nothing. */
export type PlatformChoice =
  | { readonly platform: Platform }
  | { readonly platform: null; readonly reason: string };

/** The platform of config, else the surest that detection finds. Fails as detection does. */
export async function choosePlatform(
  { platform }: Pick<Site, 'platform'>,
  detect: () => Promise<Gathered<PlatformDetection>>,
): Promise<Gathered<PlatformChoice>> {
  if (platform === 'other') {
    return gathered({ platform: null, reason: 'config says that it is another platform' });
  }
  if (platform !== null) return gathered({ platform });
  const detection = await detect();
  if (!detection.ok) return notGathered(detection.failure);
  const { candidates, hiddenBy } = detection.value;
  const [best] = candidates;
  if (best && best.confidence >= likely) return gathered({ platform: best.platform });
  const reason = hiddenBy ?? 'its pages do not tell what it is built with';
  return gathered({ platform: null, reason: `${reason}; name it as \`platform\` of the site` });
}
