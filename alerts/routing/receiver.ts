/** An HTTP endpoint that gets Alertmanager's JSON. Exactly one of `url` and `urlFile` is needed. */
export interface WebhookNotifier {
  readonly kind: 'webhook';
  readonly url?: string;
  /** File that holds the URL, for a URL with a secret in it. */
  readonly urlFile?: string;
  /** Also tell the endpoint when an alert has ended. Default true. */
  readonly sendResolved?: boolean;
}

/** One way to tell somebody. Further kinds join this union and get a case in {@link notifierProblems} and `config.ts`. */
export type Notifier = WebhookNotifier;

/** Who is told: every notifier in the list gets each notification. */
export type Receiver = readonly Notifier[];

/** What is wrong with the receiver, one line each; empty if nothing is. */
export function receiverProblems(name: string, receiver: Receiver): string[] {
  if (receiver.length === 0) {
    return [`receivers.${name} has no notifier, so it would tell nobody: add one, or route elsewhere`];
  }
  return receiver.flatMap((notifier, index) => notifierProblems(`receivers.${name}[${index}]`, notifier));
}

function notifierProblems(path: string, { url, urlFile }: Notifier): string[] {
  if ((url === undefined) === (urlFile === undefined)) {
    return [
      `${path} has ${url === undefined ? 'neither url nor urlFile' : 'both url and urlFile'}: give one of them`,
    ];
  }
  if (url !== undefined && !/^https?:\/\/[^/\s]/.test(url)) {
    return [`${path}.url is "${url}": an http or https URL is needed`];
  }
  if (urlFile !== undefined && !urlFile.startsWith('/')) {
    return [`${path}.urlFile is "${urlFile}": an absolute path is needed`];
  }
  return [];
}
