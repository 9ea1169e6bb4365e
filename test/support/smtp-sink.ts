import { type AddressInfo, createServer } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** One mail as it came. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** Where a refusal stands in the dialogue. */
export type SmtpStage = 'connect' | 'from' | 'to' | 'data';

/** A reply of the server, such as `{ code: 550, text: '5.1.1 no such user' }`. */
export interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

export interface SmtpSink extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** What it refuses from now on: a reply for a stage, or null to go on. */
  refuse: (stage: SmtpStage, count: number) => SmtpReply | null;
  /** Accepts every mail, and closes the connection instead of saying so. */
  swallowAnswers: boolean;
}

/** A real SMTP server on this machine that keeps what it gets. */
export async function startSmtpSink(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const counts = { connect: 0, from: 0, to: 0, data: 0 };
  const judge = (stage: SmtpStage): Error | null => {
    counts[stage] += 1;
    const reply = sink.refuse(stage, counts[stage]);
    return reply && Object.assign(new Error(reply.text), { responseCode: reply.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => done(judge('connect')),
    onMailFrom: (_address, _session, done) => done(judge('from')),
    onRcptTo: (_address, _session, done) => done(judge('to')),
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk as Buffer);
      } catch {
        // The sender is gone in the middle of the mail: there is nobody to answer.
        return;
      }
      const refusal = judge('data');
      if (refusal) return done(refusal);
      const raw = Buffer.concat(chunks).toString('utf8');
      const { mailFrom, rcptTo } = session.envelope;
      mails.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        raw,
        parsed: await simpleParser(raw),
      });
      if (sink.swallowAnswers) {
        for (const connection of connections()) connection.close();
      } else done();
    },
    ...options,
  });
  const connections = () => [
    ...(server as unknown as { connections: Set<{ close(): void }> }).connections,
  ];
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const sink: SmtpSink = {
    port,
    mails,
    refuse: () => null,
    swallowAnswers: false,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  return sink;
}

/** A server that accepts connections and never says a word. */
export async function startSilentServer(): Promise<{ readonly port: number } & AsyncDisposable> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
