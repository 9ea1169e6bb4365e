import { rootCertificates } from 'node:tls';
import type { NodemailerError, SendMailOptions, SMTPTransportOptions } from 'nodemailer';
import { durationMs } from '../../core/duration.ts';
import { forMailHeader, forMailHtml } from '../../core/encode/mail.ts';
import { type Delivery, defineChannel, type Notification } from '../../core/notification.ts';
import { durationOption } from '../../core/option-schemas.ts';
import { redactor } from '../../core/redaction.ts';
import { connectionReason, type Deadline, deadlineWithin } from '../connection-errors.ts';

interface EmailSettings {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  readonly ca?: string | undefined;
  readonly timeout: string;
}

/** One plain address: no name, no list, nothing that a header or the envelope could be broken with. */
const addressPattern = /^[^\s@<>"(),:;[\]\\\p{Cc}]{1,64}@[^\s@<>"(),:;[\]\\\p{Cc}]{1,255}$/u;
/** Refusals without an answer of the server: the message or the settings are wrong. */
const permanentCodes: readonly string[] = ['EENVELOPE', 'EMESSAGE', 'EAUTH', 'ENOAUTH', 'ECONFIG'];

/** Sends one mail to one person through a mail server. */
export default defineChannel<EmailSettings>({
  kind: 'email',
  title: 'E-mail (SMTP)',
  secrets: ['password'],
  personKey: 'email',
  maxBodyLength: 64 * 1024,

  settings: (zod) =>
    zod.z
      .object({
        host: zod.z.string().min(1).describe('Name or address of the mail server.'),
        port: zod.z.number().int().min(1).max(65_535).default(587).describe('Its port.'),
        security: zod.z
          .enum(['starttls', 'tls', 'none'])
          .default('starttls')
          .describe('`starttls` (usually port 587), `tls` (port 465), or `none` on this machine.'),
        user: zod.z.string().min(1).optional().describe('User name, if the server wants one.'),
        password: zod.z.string().min(1).optional().describe('Password; use ${NAME} or file:path.'),
        from: zod.z
          .string()
          .regex(addressPattern, 'is no mail address')
          .describe('Address from which mails come.'),
        ca: zod.z
          .string()
          .optional()
          .describe('Certificates (PEM) to trust beside the usual ones; use file:path.'),
        timeout: durationOption(zod, '20s', 'Deadline of one attempt.'),
      })
      .refine(({ user, password }) => (user === undefined) === (password === undefined), {
        path: ['password'],
        message: 'user and password belong together',
      })
      .refine(
        ({ security, password, host }) =>
          security !== 'none' || password === undefined || isLoopback(host),
        { path: ['security'], message: 'a password is not sent without TLS: use starttls or tls' },
      ),

  async send(notification, settings, { signal, clock }): Promise<Delivery> {
    if (!addressPattern.test(notification.address)) {
      return { outcome: 'permanent', reason: 'the address is no mail address' };
    }
    const deadline = deadlineWithin(durationMs(settings.timeout), signal);
    try {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(transportOptions(settings));
      const mail = mailOf(notification, settings.from, clock.now());
      const { response } = await transport.sendMail({ ...mail, signal: deadline.any });
      return { outcome: 'sent', providerId: shown(response, settings) };
    } catch (error) {
      return failureOf(error as NodemailerError, settings, deadline);
    }
  },
});

function transportOptions(settings: EmailSettings): SMTPTransportOptions {
  const { host, port, security, user, password, ca } = settings;
  const timeout = durationMs(settings.timeout);
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf(notification: Notification, from: string, now: number): SendMailOptions {
  const { key, incident, address, subject, body, urgent } = notification;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    from: { name: 'caretaker', address: from },
    to: { name: '', address },
    envelope: { from, to: [address] },
    messageId: `<${key}@${domain}>`,
    // Mail readers show one incident as one conversation.
    ...(incident === null ? {} : { references: [`<${incident}@${domain}>`] }),
    date: new Date(now),
    subject: forMailHeader(subject, 200),
    text: body,
    html: forMailHtml(body),
    ...(urgent ? { priority: 'high' } : {}),
    // RFC 3834: no out-of-office answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** The server's word where there is one: 5xx is for good, 4xx for now (RFC 5321, 4.2.1). */
function failureOf(error: NodemailerError, settings: EmailSettings, deadline: Deadline): Delivery {
  const { responseCode, permanent, response, code = '' } = error;
  if (responseCode !== undefined) {
    const said = shown(response || String(responseCode), settings);
    const reason = `the mail server said: ${said}`;
    return permanent === true
      ? { outcome: 'permanent', reason }
      : { outcome: 'temporary', reason, retryAfterMs: null };
  }
  if (permanentCodes.includes(code)) {
    return { outcome: 'permanent', reason: `the mail could not be offered (${code})` };
  }
  return { outcome: 'temporary', reason: connectionReason(error, deadline), retryAfterMs: null };
}

function shown(response: string, { password }: EmailSettings): string {
  return forMailHeader(redactor(password === undefined ? [] : [password]).text(response), 200);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
