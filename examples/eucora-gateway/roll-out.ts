import type { Exchange, StepClient } from '../frame';

/** What a client asks for. */
export interface Wish {
  readonly app_name: string;
  readonly connector: string;
  readonly devices: number;
  readonly elevates?: boolean;
  readonly unsigned?: boolean;
}

/** A deployment as the control plane shows it. */
export interface Deployment {
  readonly id: string;
  readonly app_name: string;
  readonly ring: string;
  readonly status: string;
  readonly gate_passed: boolean;
  readonly requires_cab: boolean;
  readonly risk_score: number;
}

const DEPLOYMENTS = '/api/v1/deployments';

/** The job behind a deployment that needs no approval, its queries and its call, in the trace of the request. */
const CARRIED_OUT = [
  'eucora-control-plane: add deployments',
  'eucora-control-plane: process deployments',
  'eucora-control-plane: pg.query:UPDATE postgres',
  'eucora-connectors: POST',
];

/** A client of the control plane that follows its roll-outs and writes down how each ended. */
export function rollOuts(client: StepClient) {
  const act = async (id: string, action: string, status: number): Promise<Exchange> =>
    client.send({
      method: 'POST',
      path: `${DEPLOYMENTS}/${id}/${action}`,
      route: `${DEPLOYMENTS}/:id/${action}`,
      status,
      tags: { action },
    });

  async function look(id: string): Promise<Deployment> {
    const { body } = await client.send({
      method: 'GET',
      path: `${DEPLOYMENTS}/${id}`,
      route: `${DEPLOYMENTS}/:id`,
      status: 200,
    });
    return JSON.parse(body) as Deployment;
  }

  function ended(deployment: Deployment, status: string): void {
    const { ring, app_name: app, requires_cab: cab } = deployment;
    client.note('ended', { status, ring, app, requires_cab: String(cab) });
  }

  return {
    act,
    ended,
    async create(wish: Wish): Promise<Deployment> {
      const { body } = await client.send({
        method: 'POST',
        path: DEPLOYMENTS,
        route: DEPLOYMENTS,
        status: 202,
        body: { version: '1.4.0', ...wish },
        leadsTo: wish.elevates === true ? [] : CARRIED_OUT,
      });
      const created = JSON.parse(body) as Deployment;
      client.note('risk', { requires_cab: String(created.requires_cab) }, created.risk_score);
      return created;
    },
    /** Waits until the deployment is `deployed` or `failed` in its ring, and writes that down with what its gate gave. */
    async settle(id: string, status: 'deployed' | 'failed'): Promise<Deployment> {
      await client.until(`deployment ${id} to be ${status}`, async () => (await look(id)).status === status);
      const deployment = await look(id);
      ended(deployment, status === 'deployed' ? 'success' : 'failed');
      if (status === 'deployed') {
        client.note('gate', { ring: deployment.ring, result: deployment.gate_passed ? 'passed' : 'failed' });
      }
      return deployment;
    },
    /** Attempts a promotion; `status` is what has to come back. */
    async promote({ id, ring }: Deployment, to: string, status: 202 | 409 | 503): Promise<void> {
      await act(id, 'promote', status);
      client.note('promotion', {
        from: ring,
        to,
        status: { 202: 'success', 409: 'blocked', 503: 'failed' }[status],
      });
    },
  };
}

/** Makes a connector fail, slow or leave devices unhealthy; `{}` cures it. */
export async function fault(client: StepClient, connector: string, wanted: object): Promise<void> {
  const response = await fetch(`${client.url('connectors')}/fault/${connector}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) throw new Error(`fault of ${connector}: ${await response.text()}`);
}
