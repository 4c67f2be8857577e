import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../local/proofs/eventually';
import { alertsOf, calls, post, Sender } from './alert-operations/clients';
import { type Replica, type Rig, startRig } from './alert-operations/rig';

const PATIENCE = { timeoutMs: 30_000 };
const ESCALATION = 'AlertNotAcknowledged';
jest.setTimeout(180_000);

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
