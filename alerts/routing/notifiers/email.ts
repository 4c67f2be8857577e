import { TEMPLATES } from '../templates/names';
import { addressProblems, fileProblems } from './fields';

/** Mail by an SMTP server. */
export interface EmailNotifier {
  readonly kind: 'email';
  readonly to: readonly string[];
  readonly from: string;
  readonly server: { readonly host: string; readonly port: number };
  /** Left out for a server that asks nobody who they are. */
  readonly login?: { readonly username: string; readonly passwordFile: string };
  /** Refuse to hand mail to a server that does not encrypt. Default true. */
  readonly requireTls?: boolean;
  /** File with the certificate of a private authority that the server's certificate is from. */
  readonly caFile?: string;
  readonly sendResolved?: boolean;
}

export interface EmailConfig {
  readonly to: string;
  readonly from: string;
  readonly smarthost: string;
  readonly auth_username?: string;
  readonly auth_password_file?: string;
  readonly require_tls: boolean;
  readonly tls_config?: { readonly ca_file: string };
  readonly send_resolved: boolean;
  readonly headers: { readonly Subject: string };
  readonly text: string;
  readonly html: string;
}

const call = (name: string): string => `{{ template "${name}" . }}`;

export function emailConfig(notifier: EmailNotifier): EmailConfig {
  const { to, from, server, login, requireTls, caFile, sendResolved } = notifier;
  return {
    to: to.join(', '),
    from,
    smarthost: `${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`,
    ...(login === undefined ? {} : { auth_username: login.username, auth_password_file: login.passwordFile }),
    require_tls: requireTls ?? true,
    ...(caFile === undefined ? {} : { tls_config: { ca_file: caFile } }),
    send_resolved: sendResolved ?? true,
    headers: { Subject: call(TEMPLATES.title) },
    text: call(TEMPLATES.text),
    html: call(TEMPLATES.html),
  };
}

export function emailProblems(path: string, { to, from, server, login, caFile }: EmailNotifier): string[] {
  return [
    ...(to.length === 0 ? [`${path}.to is empty, so nobody would get the mail: give an address`] : []),
    ...to.flatMap((address, index) => addressProblems(`${path}.to[${index}]`, address)),
    ...addressProblems(`${path}.from`, from),
    ...(/^[^\s/]+$/.test(server.host)
      ? []
      : [`${path}.server.host is "${server.host}": the name or address of a mail server is needed`]),
    ...(Number.isInteger(server.port) && server.port >= 1 && server.port <= 65_535
      ? []
      : [`${path}.server.port is ${server.port}: a port from 1 to 65535 is needed, such as 587`]),
    ...(login?.username === '' ? [`${path}.login.username is empty: leave login out, or name a user`] : []),
    ...fileProblems(`${path}.login.passwordFile`, login?.passwordFile),
    ...fileProblems(`${path}.caFile`, caFile),
  ];
}
