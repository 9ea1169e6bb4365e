import type { Gathered } from '../core/artifacts/failure.ts';
import { type HttpExchange, headerOf } from '../core/artifacts/http-exchange.ts';
import { formatDuration } from '../core/duration.ts';
import type { Diagnosis } from './probe.ts';

/** What one witness, a public host that knows neither us nor our clients, answered. */
export interface Testimony {
  readonly url: string;
  readonly answer: Gathered<HttpExchange>;
  /** Our wall clock halfway between question and answer, epoch ms. */
  readonly askedAt: number;
}

/** The agent is online when any witness answers; one that is silent alone is the witness's trouble. */
export function judgeNetwork(testimonies: readonly Testimony[]): Diagnosis {
  const name = 'network';
  const said = testimonies.map(({ url, answer }) => {
    const { host } = new URL(url);
    return answer.ok
      ? `${host} in ${formatDuration(answer.value.timings.totalMs)}`
      : `${host}: ${answer.failure.code}`;
  });
  const silent = testimonies.filter(({ answer }) => !answer.ok);
  const detail = said.join(', ');
  if (silent.length === 0) return { name, status: 'ok', detail };
  if (silent.length < testimonies.length) {
    const remedy = 'check `witnesses` in caretaker.yaml and the firewall; the agent is online';
    return { name, status: 'warning', detail, remedy };
  }
  const remedy =
    'check the uplink, DNS and the firewall: the agent needs ports 80 and 443 outwards, without a proxy';
  return { name, status: 'failed', detail, remedy };
}

const warnSkewMs = 2000;
const failSkewMs = 60_000;
/** A Date header counts whole seconds (RFC 9110, 6.6.1), so half of one is its error. */
const dateResolutionMs = 1000;

/** Compares our clock with the Date headers of the witnesses: SLA clocks and certificates depend on it. */
export function judgeClock(testimonies: readonly Testimony[]): Diagnosis {
  const name = 'clock';
  const skews = testimonies.flatMap(({ answer, askedAt }) => {
    const date = answer.ok ? Date.parse(headerOf(answer.value.headers, 'date') ?? '') : Number.NaN;
    return Number.isNaN(date) ? [] : [askedAt - (date + dateResolutionMs / 2)];
  });
  const [first, ...others] = skews;
  if (first === undefined) {
    const remedy = 'bring the network up first; the time is read from the witnesses’ answers';
    return { name, status: 'warning', detail: 'no witness told the time', remedy };
  }
  // A single wrong witness must not accuse the clock: the smallest difference counts.
  const skew = others.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), first);
  const size = Math.abs(skew);
  if (size <= warnSkewMs) {
    return { name, status: 'ok', detail: `within ${warnSkewMs / 1000} s of the witnesses` };
  }
  const detail = `${formatDuration(size)} ${skew > 0 ? 'ahead of' : 'behind'} the witnesses`;
  const remedy = 'synchronise it: `timedatectl set-ntp true`, or NTP on the container’s host';
  return { name, status: size > failSkewMs ? 'failed' : 'warning', detail, remedy };
}
