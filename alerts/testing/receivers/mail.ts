import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface Mail {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly from: string;
  /** Addresses of the envelope. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  received(): readonly Mail[];
  /** Refuses every mail from now on, or no longer. */
  fail(isFailing: boolean): void;
  close(): Promise<void>;
}

/** An SMTP server on the loopback interface that keeps what it gets; with a login if one is given. */
export async function startMailServer(login?: {
  readonly username: string;
  readonly password: string;
}): Promise<MailServer> {
  const mails: Mail[] = [];
  let isFailing = false;
  const server = new SMTPServer({
    authOptional: login === undefined,
    // It listens on this machine only, and has no certificate.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login?.username && password === login?.password;
      done(isRight ? null : new Error('wrong user or password'), isRight ? { user: username } : undefined);
    },
    onMailFrom: (_address, _session, done) => done(isFailing ? new Error('not now') : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        void PostalMime.parse(Buffer.concat(chunks)).then(
          ({ subject = '', text = '', html = '' }) => {
            mails.push({
              at: Date.now(),
              from,
              to: rcptTo.map(({ address }) => address),
              subject,
              text,
              html,
            });
            done();
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  // A client that goes away is no matter of the tests.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    received: () => [...mails],
    fail: (value) => (isFailing = value),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
