/** Where alerts can go beside webhooks, with the secrets that it takes. What is not there is not used. */
export interface AlertChannels {
  readonly slack?: {
    /** URL of the incoming webhook. */
    readonly webhookUrl: string;
  };
  readonly email?: {
    readonly to: readonly string[];
    readonly from: string;
    readonly server: { readonly host: string; readonly port: number };
    readonly login?: { readonly username: string; readonly password: string };
    /** False for a mail server on this machine: what it is handed leaves it encrypted or not at all. */
    readonly requireTls: boolean;
  };
  readonly pagerduty?: {
    /** Integration key of the service. */
    readonly serviceKey: string;
    /** Events API of another region. */
    readonly eventsUrl?: string;
  };
}
