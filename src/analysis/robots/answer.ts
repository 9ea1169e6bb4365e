import type { RobotsFile } from '../../core/artifacts/robots-file.ts';
import { type Robots, readRobotsText } from './robots.ts';

const everythingBarred = 'User-agent: *\nDisallow: /';

/**
 * What holds by the answer to `/robots.txt`: a file that is not there bars nothing, one that cannot
 * be had bars everything (RFC 9309, 2.3.1).
 */
export function robotsInForce({ state, text }: Pick<RobotsFile, 'state' | 'text'>): Robots {
  return readRobotsText(state === 'read' ? text : state === 'missing' ? '' : everythingBarred);
}
