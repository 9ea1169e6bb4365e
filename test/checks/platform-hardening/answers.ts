import { type Gathered, gathered } from '../../../src/core/artifacts/failure.ts';
import type { HttpExchange } from '../../../src/core/artifacts/http-exchange.ts';
import type { PathAnswers } from '../../../src/core/artifacts/path-answers.ts';
import type { Platform } from '../../../src/core/site.ts';
import { type AnswerOptions, answer, siteUrl } from '../../support/artifacts.ts';

/** What a site answers, path by path; everything else is its 404. */
export interface Asked {
  readonly platform?: Platform | null;
  readonly home?: AnswerOptions | Gathered<HttpExchange>;
  readonly control?: AnswerOptions;
  readonly paths?: Readonly<Record<string, AnswerOptions>>;
  readonly stoppedBy?: string;
}

/** The page that the recorded site shows for what it does not have. */
export const notFound: AnswerOptions = { status: 404, body: '<h1>Not found</h1>' };

/** The artifacts of a site that answered so. */
export function answered({
  platform = null,
  home = {},
  control = notFound,
  paths = {},
  stoppedBy,
}: Asked) {
  const at = (path: string) => new URL(path.replace('{rest}', 'wp-json/'), siteUrl).href;
  const value: PathAnswers = {
    platform,
    detection: null,
    home: 'ok' in home ? home : answer(home),
    control: answer({ url: `${siteUrl}no-such-page-0123`, ...control }),
    answers: Object.fromEntries(
      Object.entries(paths).map(([path, page]) => [path, answer({ url: at(path), ...page })]),
    ),
    stoppedBy: stoppedBy ?? null,
  };
  return { paths: gathered(value) };
}
