import { fileProblems, urlProblems } from './fields';

/** An HTTP endpoint that gets Alertmanager's JSON. Exactly one of `url` and `urlFile` is needed. */
export interface WebhookNotifier {
  readonly kind: 'webhook';
  readonly url?: string;
  /** File that holds the URL, for a URL with a secret in it. */
  readonly urlFile?: string;
  /** File that holds the token that is sent as `Authorization: Bearer`. */
  readonly bearerFile?: string;
  /** Also tell the endpoint when an alert has ended. Default true. */
  readonly sendResolved?: boolean;
}

/** The part of Alertmanager's `webhook_configs` that is written here. */
export interface WebhookConfig {
  readonly url?: string;
  readonly url_file?: string;
  readonly http_config?: {
    readonly authorization: { readonly type: 'Bearer'; readonly credentials_file: string };
  };
  readonly send_resolved: boolean;
}

export function webhookConfig({ url, urlFile, bearerFile, sendResolved }: WebhookNotifier): WebhookConfig {
  return {
    ...(url === undefined ? {} : { url }),
    ...(urlFile === undefined ? {} : { url_file: urlFile }),
    ...(bearerFile === undefined
      ? {}
      : { http_config: { authorization: { type: 'Bearer', credentials_file: bearerFile } } }),
    send_resolved: sendResolved ?? true,
  };
}

export function webhookProblems(path: string, { url, urlFile, bearerFile }: WebhookNotifier): string[] {
  const target =
    (url === undefined) === (urlFile === undefined)
      ? [
          `${path} has ${url === undefined ? 'neither url nor urlFile' : 'both url and urlFile'}: give one of them`,
        ]
      : [...urlProblems(`${path}.url`, url), ...fileProblems(`${path}.urlFile`, urlFile)];
  return [...target, ...fileProblems(`${path}.bearerFile`, bearerFile)];
}
