import { type Header, headerOf } from '../core/artifacts/http-exchange.ts';

/** Headers by which a protection service says that it, and not the site, has answered. */
const markers: readonly { readonly header: string; readonly value: RegExp; readonly by: string }[] =
  [
    // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    { header: 'cf-mitigated', value: /challenge/i, by: 'Cloudflare' },
    // https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html
    { header: 'x-amzn-waf-action', value: /challenge|captcha/i, by: 'AWS WAF' },
    // https://vercel.com/docs/vercel-firewall
    { header: 'x-vercel-mitigated', value: /challenge|deny/i, by: 'Vercel' },
  ];

/** Who challenged the request as a robot's, or null where nobody did. Such an answer says nothing about the site. */
export function challengedBy(headers: readonly Header[]): string | null {
  const marker = markers.find(({ header, value }) => value.test(headerOf(headers, header) ?? ''));
  return marker?.by ?? null;
}
