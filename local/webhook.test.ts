import { leasePorts, type PortLease } from './ports';
import { startWebhookReceiver, type WebhookReceiver } from './webhook';

let lease: PortLease<'webhook'>;
let receiver: WebhookReceiver;

beforeEach(async () => {
  lease = await leasePorts(['webhook'] as const);
  receiver = await startWebhookReceiver(lease.ports.webhook);
});
afterEach(async () => {
  await receiver.close();
  await lease.release();
});

const post = (body: string): Promise<Response> => fetch(receiver.url, { method: 'POST', body });
const alert = {
  status: 'firing',
  labels: { alertname: 'GatewayDown' },
  annotations: { summary: 'down' },
  fingerprint: 'abc',
};

test('remembers what Alertmanager sent, in order', async () => {
  const before = Date.now();
  for (const status of ['firing', 'resolved']) {
    const answer = await post(
      JSON.stringify({ version: '4', receiver: 'on-call', status, alerts: [{ ...alert, status }] }),
    );
    expect(answer.status).toBe(200);
  }
  const received = receiver.received();
  expect(received.map(({ status }) => status)).toEqual(['firing', 'resolved']);
  expect(received[0]).toMatchObject({ receiver: 'on-call', alerts: [alert] });
  expect(received[0]?.at).toBeGreaterThanOrEqual(before);
});

test.each(['no JSON', '{}', '{"receiver":"a","status":"firing","alerts":1}'])(
  'refuses %j and remembers nothing',
  async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(receiver.received()).toEqual([]);
  },
);

test('a taken port is an error', async () => {
  await expect(startWebhookReceiver(lease.ports.webhook)).rejects.toThrow(/EADDRINUSE/);
});
