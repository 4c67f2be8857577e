import { createServer } from 'node:http';
import { LOOPBACK } from './ports';
import type { WebhookDelivery } from './running-stack';

/** Deliveries kept; in a run of days the oldest are forgotten. */
const KEPT = 1000;

/** A receiver for Alertmanager's webhook calls that remembers what it got. */
export interface WebhookReceiver {
  /** URL to give to Alertmanager. */
  readonly url: string;
  /** Deliveries in the order of their arrival. */
  received(): readonly WebhookDelivery[];
  close(): Promise<void>;
}

/** @throws Error if the port cannot be listened on */
export async function startWebhookReceiver(port: number): Promise<WebhookReceiver> {
  const deliveries: WebhookDelivery[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const delivery = parse(body);
      if (delivery !== undefined) {
        deliveries.push(delivery);
        if (deliveries.length > KEPT) deliveries.shift();
      }
      response.writeHead(delivery === undefined ? 400 : 200).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://${LOOPBACK}:${port}/`,
    received: () => [...deliveries],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parse(body: string): WebhookDelivery | undefined {
  try {
    const { receiver, status, alerts } = JSON.parse(body) as Partial<WebhookDelivery>;
    if (receiver === undefined || status === undefined || !Array.isArray(alerts)) return undefined;
    return { at: Date.now(), receiver, status, alerts };
  } catch {
    return undefined;
  }
}
