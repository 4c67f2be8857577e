import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../local/proofs/eventually';
import { alertsOf, calls, post, Sender } from './alert-operations/clients';
import { type Replica, type Rig, startRig, TOKEN, WEBHOOK_TOKEN } from './alert-operations/rig';

const PATIENCE = { timeoutMs: 30_000 };
const ESCALATION = 'AlertNotAcknowledged';
// Alertmanager compares every alert with every silence: a thousand of both take minutes on a busy machine.
jest.setTimeout(600_000);

let rig: Rig;
let sender: Sender;
let a: Replica;
let b: Replica;
beforeEach(async () => {
  rig = await startRig();
  await rig.startAlertmanager();
  [a, b] = await Promise.all([rig.startReplica('replica-a'), rig.startReplica('replica-b')]);
  sender = new Sender(rig, 500);
});
afterEach(async () => {
  sender.stop();
  await rig.stop();
});

/** Waits until the replica shows the alert so, and resolves to its fingerprint. */
function shows(replica: Replica, name: string, status: string): Promise<string> {
  return eventually(
    async () => {
      const found = (await alertsOf(replica)).find(({ rule_name }) => rule_name === name);
      return found?.status === status ? found.fingerprint : undefined;
    },
    { what: `${name} to be ${status}`, ...PATIENCE },
  );
}

const escalated = (fingerprint: string): Promise<true> =>
  eventually(async () => (calls(rig, ESCALATION, fingerprint) > 0 ? true : undefined), {
    what: `an escalation of ${fingerprint}`,
    ...PATIENCE,
  });

async function silences(): Promise<readonly { id: string; comment: string; status: { state: string } }[]> {
  return (await fetch(`${rig.alertmanager}/api/v2/silences`)).json() as ReturnType<typeof silences>;
}
const active = async () => (await silences()).filter(({ status }) => status.state === 'active');

test('an acknowledgement is one silence that outlasts its own length, reaches the other replica, and ends with the alert', async () => {
  await sender.fire(['Broken']);
  const fingerprint = await shows(a, 'Broken', 'firing');
  const first = await post(a, `/alerts/${fingerprint}/acknowledge?acknowledged_by=ann&comment=on+it`);
  expect([first.status, first.body.message]).toEqual([200, `Alert ${fingerprint} acknowledged by ann`]);
  await shows(b, 'Broken', 'acknowledged');
  const again = await post(b, `/alerts/${fingerprint}/acknowledge?acknowledged_by=bob`);
  expect([again.status, again.body.message]).toEqual([200, `Alert ${fingerprint} acknowledged by ann`]);
  const [silence] = await active();
  expect(silence?.comment).toMatch(/^ACK by ann: on it \[/);
  // It reaches 6 s ahead at first; 10 s later it is still the same one.
  // That nothing happens can only be seen in time that passes.
  await delay(10_000);
  expect((await active()).map(({ id }) => id)).toEqual([silence?.id]);
  expect((await silences()).length).toBe(1);
  expect(calls(rig, ESCALATION, fingerprint)).toBe(0);
  await sender.resolve(['Broken']);
  await eventually(async () => ((await active()).length === 0 ? true : undefined), {
    what: 'no silence',
    ...PATIENCE,
  });
  await eventually(async () => ((await alertsOf(b, '?status=resolved')).length === 1 ? true : undefined), {
    what: 'the end at the other replica',
    ...PATIENCE,
  });
});

test('what nobody acknowledges is escalated once by two replicas, also when one is killed, and ends when somebody does', async () => {
  await sender.fire(['Waiting']);
  const fingerprint = await shows(a, 'Waiting', 'firing');
  await escalated(fingerprint);
  await rig.stopReplica(a, 'SIGKILL');
  a = await rig.startReplica('replica-a');
  await shows(a, 'Waiting', 'firing');
  expect((await alertsOf(a))[0]?.escalation_level).toBe(1);
  // That nothing happens can only be seen in time that passes.
  await delay(8_000);
  expect([calls(rig, ESCALATION, fingerprint), calls(rig, 'Waiting')]).toEqual([1, 1]);
  await post(b, `/alerts/${fingerprint}/acknowledge?acknowledged_by=ann`);
  await eventually(
    async () =>
      rig.pager
        .received()
        .some(({ alerts }) =>
          alerts.some(({ labels, status }) => labels['alertname'] === ESCALATION && status === 'resolved'),
        )
        ? true
        : undefined,
    { what: 'the end of the escalation', ...PATIENCE },
  );
  expect(calls(rig, ESCALATION, fingerprint)).toBe(1);
});

test('an acknowledgement outlasts an Alertmanager that is killed and forgets it, and one made meanwhile is kept', async () => {
  await sender.fire(['Before', 'Meanwhile']);
  const before = await shows(a, 'Before', 'firing');
  const meanwhile = await shows(a, 'Meanwhile', 'firing');
  await eventually(async () => (calls(rig, 'Before') === 1 ? true : undefined), {
    what: 'the page',
    ...PATIENCE,
  });
  expect((await post(a, `/alerts/${before}/acknowledge?acknowledged_by=ann`)).status).toBe(200);
  await shows(b, 'Before', 'acknowledged');
  const [{ id: lost } = { id: '' }] = await active();
  await rig.stopAlertmanager('SIGKILL');
  const pending = await post(b, `/alerts/${meanwhile}/acknowledge?acknowledged_by=bob`);
  expect([pending.status, pending.body.message]).toEqual([
    202,
    expect.stringContaining('acknowledged by bob'),
  ]);
  // The replica that has it ends as well, before it could tell anybody, and starts without an Alertmanager.
  await rig.stopReplica(b, 'SIGKILL');
  b = await rig.startReplica('replica-b');
  sender.stop();
  await rig.startAlertmanager();
  // It writes silences to disk every 15 minutes only.
  expect((await silences()).map(({ id }) => id)).not.toContain(lost);
  await eventually(async () => ((await active()).length === 2 ? true : undefined), {
    what: 'one silence for each, before any alert is there again',
    ...PATIENCE,
  });
  // Prometheus sends its alerts again within a minute. Alertmanager has lost its log of notifications as well, and
  // would tell of alerts that began long ago at once.
  sender.resume(500);
  for (const replica of [a, b]) {
    await shows(replica, 'Before', 'acknowledged');
    await shows(replica, 'Meanwhile', 'acknowledged');
  }
  await delay(5_000);
  expect((await active()).length).toBe(2);
  expect([calls(rig, 'Before'), calls(rig, 'Meanwhile')]).toEqual([1, 1]);
});

test('replicas whose clocks jump by a day, to either side, do nothing else than before', async () => {
  await Promise.all([rig.stopReplica(a, 'SIGTERM'), rig.stopReplica(b, 'SIGTERM')]);
  const day = 24 * 3600 * 1000;
  [a, b] = await Promise.all([
    rig.startReplica('replica-a', { JUMP_MS: String(day) }),
    rig.startReplica('replica-b', { JUMP_MS: String(-day) }),
  ]);
  await sender.fire(['Taken', 'Left']);
  const taken = await shows(a, 'Taken', 'firing');
  const left = await shows(a, 'Left', 'firing');
  await post(a, `/alerts/${taken}/acknowledge?acknowledged_by=ann`);
  await escalated(left);
  for (const { child } of [a, b]) child.kill('SIGUSR2');
  await delay(10_000);
  expect((await active()).length).toBe(1);
  expect([calls(rig, ESCALATION, left), calls(rig, 'Left')]).toEqual([1, 1]);
  const late = await post(b, `/alerts/${left}/suppress?duration_minutes=1`);
  expect([late.status, late.body.message]).toEqual([200, `Alert ${left} suppressed for 1 minutes`]);
  const shown = await alertsOf(a, '?status=suppressed').then(([one]) => one);
  await shows(a, 'Left', 'suppressed');
  const until = Date.parse((shown ?? (await alertsOf(a, '?status=suppressed'))[0])?.suppressed_until ?? '');
  expect(Math.abs(until - Date.now() - 60_000)).toBeLessThan(10_000);
});

test('a thousand alerts are acknowledged one by one, and both replicas and Alertmanager know all of them', async () => {
  const slow = {
    ALERT_OPERATIONS_POLL_SECONDS: '2',
    ALERT_OPERATIONS_ESCALATE_AFTER_MINUTES: '60',
    ALERT_OPERATIONS_HOLD_MINUTES: '10',
  };
  await Promise.all([rig.stopReplica(a, 'SIGTERM'), rig.stopReplica(b, 'SIGTERM')]);
  [a, b] = await Promise.all([rig.startReplica('replica-a', slow), rig.startReplica('replica-b', slow)]);
  sender.stop();
  sender = new Sender(rig, 10_000);
  const names = Array.from({ length: 1000 }, (_, index) => `Alert${index}`);
  await sender.fire(names);
  const all = await eventually(
    async () => {
      const found = await alertsOf(a, '?status=firing');
      return found.length === names.length ? found : undefined;
    },
    { what: 'all alerts', ...PATIENCE },
  );
  const begun = Date.now();
  const queue = [...all];
  const statuses = new Map<number, number>();
  await Promise.all(
    Array.from({ length: 10 }, async (_, caller) => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const replica = caller % 2 === 0 ? a : b;
        const { status } = await post(replica, `/alerts/${next.fingerprint}/acknowledge?acknowledged_by=ann`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  process.stdout.write(
    `1000 acknowledgements in ${(Date.now() - begun) / 1000} s: ${JSON.stringify([...statuses])}\n`,
  );
  for (const replica of [a, b]) {
    await eventually(
      async () =>
        (await alertsOf(replica, '?status=acknowledged')).length === names.length ? true : undefined,
      { what: 'all to be acknowledged', ...PATIENCE },
    );
  }
  await eventually(async () => ((await active()).length === names.length ? true : undefined), {
    what: 'a silence for each',
    ...PATIENCE,
  });
});

test('calls that are not meant, or not from whom they say, change nothing and are written down', async () => {
  await sender.fire(['Guarded']);
  const fingerprint = await shows(a, 'Guarded', 'firing');
  const path = `/alerts/${fingerprint}/acknowledge?acknowledged_by=eve`;
  const status = async (target: string, init: RequestInit): Promise<number> =>
    (await fetch(a.url + target, init)).status;
  const as = (token: string): RequestInit => ({
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const resolved = JSON.stringify({
    version: '4',
    alerts: [
      {
        status: 'resolved',
        fingerprint,
        labels: {},
        annotations: {},
        startsAt: new Date().toISOString(),
        endsAt: new Date().toISOString(),
      },
    ],
  });
  expect(await status(path, { method: 'POST' })).toBe(401);
  expect(await status(path, as('guessed'))).toBe(401);
  expect(await status(path, as(WEBHOOK_TOKEN))).toBe(401);
  expect(await status('/webhook', { ...as(TOKEN), body: resolved })).toBe(401);
  expect(await status('/alerts', {})).toBe(401);
  expect(
    await status(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, origin: 'http://evil.example' },
    }),
  ).toBe(403);
  expect(await status('/webhook', { ...as(WEBHOOK_TOKEN), body: '{"version":"4"}' })).toBe(400);
  // Told by Alertmanager itself, it would still not end an alert that Alertmanager lists.
  expect(await status('/webhook', { ...as(WEBHOOK_TOKEN), body: resolved })).toBe(200);
  for (const bad of ['abc123', 'ABCDEF0123456789', `${fingerprint}0`, '0'.repeat(15), '%00']) {
    expect(await status(`/alerts/${bad}/acknowledge?acknowledged_by=eve`, as(TOKEN))).toBe(400);
  }
  expect(await status(`/alerts/${'0'.repeat(16)}/acknowledge?acknowledged_by=eve`, as(TOKEN))).toBe(404);
  for (const minutes of ['0', '1441', 'abc', '', '-5', '1e9']) {
    expect(await status(`/alerts/${fingerprint}/suppress?duration_minutes=${minutes}`, as(TOKEN))).toBe(400);
  }
  expect(await status(`/alerts/${fingerprint}/acknowledge`, as(TOKEN))).toBe(400);
  expect(await status(`/alerts/${fingerprint}/acknowledge?acknowledged_by=a%0aACK`, as(TOKEN))).toBe(400);
  expect(await silences()).toEqual([]);
  await shows(a, 'Guarded', 'firing');
  const audit = a.output();
  expect(audit.match(/"status":401/g)).toHaveLength(5);
  expect(audit).not.toContain(TOKEN);
  expect(await (await fetch(`${a.url}/metrics`)).text()).toContain('alert_operations_denied_total 6');
});
