import { sameAnswer } from '../../src/analysis/control-answer.ts';
import { withinSite } from '../../src/analysis/site-address.ts';
import type { HttpExchange } from '../../src/core/artifacts/http-exchange.ts';
import type { PathAnswers } from '../../src/core/artifacts/path-answers.ts';
import type { FindingDraft } from '../../src/core/finding.ts';
import type { Site } from '../../src/core/site.ts';
import { judgeHome } from './home.ts';
import type { Exposure, HardeningProbe } from './probe.ts';
import { errorPage } from './probes/error-page.ts';
import type { RuleId } from './rules.ts';

type Draft = FindingDraft<RuleId>;

/** Everything that the answers give away, and whether all was seen. */
export function judgeAnswers(
  answers: PathAnswers,
  probes: readonly HardeningProbe[],
  site: Site,
): readonly Draft[] {
  const { home, control, stoppedBy } = answers;
  const page = control.ok ? control.value : null;
  const fromHome = home.ok ? judgeHome(home.value, site) : [];
  const fromControl = page ? errorPage(page) : null;
  const fromPaths = probes.flatMap((probe) => {
    const answer = answers.answers[probe.path.id];
    if (!answer?.ok) return [];
    const exposure = judgeProbe(probe, answer.value, page, site);
    return exposure ? [draftOf(exposure, answer.value.url)] : [];
  });
  const drafts = [
    ...fromHome.map((exposure) => draftOf(exposure, site.url)),
    ...(fromControl ? [draftOf(fromControl, site.url)] : []),
    ...fromPaths,
  ];
  const hidden = stoppedBy === null ? sameRefusal(home, control) : `stopped, since ${stoppedBy}`;
  return [...joined(drafts, site), ...unverified(hidden, site)];
}

function judgeProbe(
  { judge, anywhere = false }: HardeningProbe,
  answer: HttpExchange,
  control: HttpExchange | null,
  site: Site,
): Exposure | null {
  const asked = new URL(answer.url);
  const end = new URL(answer.finalUrl);
  if (!withinSite(end, new URL(site.url))) return null;
  if (!anywhere && end.pathname !== asked.pathname) return null;
  // What a site answers to everything is nothing that lies there.
  if (control && sameAnswer(answer, control)) return null;
  return judge(answer);
}

function draftOf({ rule, evidence, title, advice, severity }: Exposure, url: string): Draft {
  return {
    rule,
    where: { url },
    evidence,
    ...(title ? { title } : {}),
    ...(advice ? { advice } : {}),
    ...(severity ? { severity } : {}),
  };
}

/** Troubles of the site as a whole, which show in several places: one finding each, with all that was seen. */
const ofTheSite: readonly RuleId[] = [
  'users-enumerable',
  'error-page-detailed',
  'error-page-default',
];

function joined(drafts: readonly Draft[], { url }: Site): readonly Draft[] {
  const together = [...Map.groupBy(drafts, ({ rule }) => rule)].flatMap(([rule, those]) => {
    const [first] = those;
    if (!first || !ofTheSite.includes(rule)) return [];
    const evidence = [...new Set(those.map((draft) => draft.evidence))].join('; ');
    return [{ ...first, where: { url }, evidence }];
  });
  return [...drafts.filter(({ rule }) => !ofTheSite.includes(rule)), ...together];
}

/**
 * What is to be said of a site that refuses whatever is asked: a firewall that lets visitors through
 * may refuse only us, and an application that is down shows nothing of itself.
 */
function sameRefusal(home: PathAnswers['home'], control: PathAnswers['control']): string | null {
  if (!home.ok || !control.ok) return null;
  const { status } = home.value;
  if (control.value.status !== status || (status !== 403 && status < 500)) return null;
  return `the home page and a page that cannot exist both answer with status ${status}`;
}

function unverified(evidence: string | null, { url }: Site): readonly Draft[] {
  return evidence === null ? [] : [{ rule: 'hardening-unverified', where: { url }, evidence }];
}
