import type { Rule } from '../../src/core/finding.ts';

const rfc5280 = 'https://www.rfc-editor.org/rfc/rfc5280#section-6.1';

/** What can be wrong with a certificate, and what to do about each. */
export const rules = {
  'certificate-expired': {
    title: 'The certificate has expired',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Renew it now; then find out why the automatic renewal did not run.',
    help: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'certificate-expires-soon': {
    title: 'The certificate expires soon',
    verdict: 'warning',
    severity: 'moderate',
    advice: 'Check that the automatic renewal runs, or renew by hand.',
    help: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'certificate-not-yet-valid': {
    title: 'The certificate is not valid yet',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Serve the previous certificate until then; check the clock of the server and of the agent.',
    help: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  },
  'certificate-host-mismatch': {
    title: 'The certificate is made out for other hosts',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Serve the right certificate for this name (SNI), or have the name added to it.',
    help: 'https://www.rfc-editor.org/rfc/rfc9525#section-6',
  },
  'certificate-chain-incomplete': {
    title: 'The server leaves out the intermediate certificate',
    verdict: 'failed',
    severity: 'serious',
    advice:
      'Install the full chain (`fullchain.pem`): some browsers fill the gap, phones and API clients do not. For a private authority, start the agent with NODE_EXTRA_CA_CERTS.',
    help: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2',
  },
  'certificate-chain-expired': {
    title: 'A certificate above the site’s own has expired',
    verdict: 'failed',
    severity: 'critical',
    advice: 'Replace the intermediate certificate by the issuer’s current one.',
    help: rfc5280,
  },
  'certificate-self-signed': {
    title: 'The certificate is signed by nobody but itself',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Install a certificate from a public authority; a server’s default certificate often shows through here.',
    help: rfc5280,
  },
  'certificate-untrusted': {
    title: 'The certificate’s issuer is not trusted',
    verdict: 'failed',
    severity: 'critical',
    advice:
      'Install a certificate from a public authority. For a private one, start the agent with NODE_EXTRA_CA_CERTS.',
    help: rfc5280,
  },
  'certificate-unavailable': {
    title: 'No certificate could be read',
    verdict: 'failed',
    severity: 'serious',
    advice: 'See the check uptime for what keeps the server from answering.',
    help: null,
  },
} as const satisfies Record<string, Rule>;

/** The id of one of these rules. */
export type RuleId = keyof typeof rules;
