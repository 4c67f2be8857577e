import { custom, kill, request, restart, type Step, type StepClient } from '../frame';
import { fault, rollOuts } from './roll-out';

const RINGS = ['lab', 'canary', 'pilot', 'department', 'global'] as const;
const INVENTORY = '/api/v1/connectors/:name/inventory';
const RISKY = { elevates: true, unsigned: true } as const;

/** Roll-outs that go well, wait for the board, are blocked, fail, time out and are taken back. */
export const scenario: readonly Step[] = [
  request('GET', '/api/v1/connectors', '/api/v1/connectors', 200),
  request('GET', '/api/v1/connectors/intune/inventory', INVENTORY, 200, { times: 4 }),
  request('GET', '/api/v1/connectors/palm/inventory', INVENTORY, 404, { answersAlone: true }),
  request('GET', '/api/v1/deployments/none', '/api/v1/deployments/:id', 404, { answersAlone: true }),
  request('POST', '/api/v1/deployments', '/api/v1/deployments', 400, { body: {}, answersAlone: true }),
  request('GET', (i) => `/wp-admin/${i}.php`, 'unmatched', 404, { times: 3, answersAlone: true }),
  custom('a roll-out through all rings', throughAllRings),
  custom('changes that need approval', approvals),
  custom('a gate that does not pass, and the way back', blocked),
  custom('a connector that is down', down),
  custom('a connector that is too slow', slow),
  restart('collector'),
  request('GET', '/api/v1/connectors/jamf/inventory', INVENTORY, 200, { times: 3 }),
  restart('gateway'),
  custom('a roll-out after the restart', async (client) => {
    const { create, settle } = rollOuts(client);
    const { id } = await create({ app_name: 'notes', connector: 'intune', devices: 30 });
    await settle(id, 'deployed');
  }),
  kill('gateway', request('GET', '/api/v1/connectors/intune/inventory', INVENTORY, 200)),
  request('GET', '/api/v1/connectors/jamf/inventory', INVENTORY, 200, { times: 2 }),
];

async function throughAllRings(client: StepClient): Promise<void> {
  const { act, create, promote, settle } = rollOuts(client);
  const { id } = await create({ app_name: 'crm', connector: 'intune', devices: 900 });
  for (const next of RINGS.slice(1)) await promote(await settle(id, 'deployed'), next, 202);
  await settle(id, 'deployed');
  // The last ring has none behind it: that is no attempt to promote.
  await act(id, 'promote', 409);
}

async function approvals(client: StepClient): Promise<void> {
  const { act, create, ended, settle } = rollOuts(client);
  const approved = await create({ app_name: 'vpn', connector: 'jamf', devices: 4000, ...RISKY });
  const rejected = await create({ app_name: 'vpn', connector: 'jamf', devices: 9000, ...RISKY });
  await create({ app_name: 'vpn', connector: 'jamf', devices: 2000, ...RISKY });
  await act(approved.id, 'approve', 202);
  await settle(approved.id, 'deployed');
  await act(rejected.id, 'reject', 200);
  ended(rejected, 'cancelled');
  await act(rejected.id, 'approve', 409);
}

async function blocked(client: StepClient): Promise<void> {
  const { act, create, ended, promote, settle } = rollOuts(client);
  await fault(client, 'jamf', { unhealthyRatio: 0.2 });
  const { id } = await create({ app_name: 'editor', connector: 'jamf', devices: 100 });
  const deployment = await settle(id, 'deployed');
  await fault(client, 'jamf', {});
  await promote(deployment, 'canary', 409);
  await act(id, 'rollback', 200);
  ended(deployment, 'rolled_back');
}

async function down(client: StepClient): Promise<void> {
  const { create, promote, settle } = rollOuts(client);
  const { id } = await create({ app_name: 'mail', connector: 'sccm', devices: 50 });
  const deployed = await settle(id, 'deployed');
  await fault(client, 'sccm', { errorRatio: 1 });
  await promote(deployed, 'canary', 503);
  const failing = await create({ app_name: 'mail', connector: 'sccm', devices: 60 });
  await settle(failing.id, 'failed');
  // The breaker opens and refuses.
  for (let i = 0; i < 4; i += 1) await inventory(client, 'sccm', 502);
  await fault(client, 'sccm', {});
  await recovered(client, 'sccm');
}

async function slow(client: StepClient): Promise<void> {
  const { create, settle } = rollOuts(client);
  await fault(client, 'jamf', { latencyMs: 5000 });
  const { id } = await create({ app_name: 'editor', connector: 'jamf', devices: 10 });
  await settle(id, 'failed');
  await fault(client, 'jamf', {});
  await recovered(client, 'jamf');
}

/** Waits until the breaker lets a call try, whose success closes it. */
async function recovered(client: StepClient, connector: string): Promise<void> {
  await client.until(`the breaker of ${connector} to let a call through`, async () => {
    const list = '/api/v1/connectors';
    const { body } = await client.send({ method: 'GET', path: list, route: list, status: 200 });
    const found = (JSON.parse(body) as { name: string; breaker: string }[]).find(
      ({ name }) => name === connector,
    );
    return found !== undefined && found.breaker !== 'open';
  });
  await inventory(client, connector, 200);
}

async function inventory(client: StepClient, connector: string, status: number): Promise<void> {
  await client.send({
    method: 'GET',
    path: `/api/v1/connectors/${connector}/inventory`,
    route: INVENTORY,
    status,
  });
}
