import { setTimeout as sleep } from 'node:timers/promises';
import { type OnToolEvent } from '../progress/event';
import { showProgress } from '../progress/listr';

// A process of its own that shows a played build: show-progress.ts succeeds|fails
const play = async (onEvent: OnToolEvent): Promise<string> => {
  const at = (elapsedMs: number) => ({ tool: 'loki', elapsedMs });
  onEvent({ ...at(0), state: 'looking' });
  onEvent({ tool: 'tempo', elapsedMs: 0, state: 'looking' });
  onEvent({
    tool: 'tempo',
    elapsedMs: 10,
    state: 'ready',
    origin: 'PATH',
    version: '1.5.0',
    path: '/bin/tempo',
    passedOver: [],
  });
  onEvent({ ...at(0), state: 'queued' });
  await sleep(50);
  for (const packages of [0, 1, 2, 3]) {
    onEvent({ ...at(1_000), state: 'building', packages, atMost: 9 });
  }
  // Long enough for several heartbeats.
  await sleep(500);
  if (process.argv[2] === 'fails') {
    onEvent({ ...at(2_000), state: 'failed', message: 'no' });
    throw new Error('loki: no');
  }
  if (process.argv[2] === 'breaks-off') throw new Error('interrupted');
  onEvent({
    ...at(2_000),
    state: 'ready',
    origin: 'built',
    version: '3.7.8',
    path: '/x',
    passedOver: [],
  });
  return 'done';
};

showProgress(['loki', 'tempo'], play, { live: false, heartbeatMs: 100 }).then(
  (result) => process.stdout.write(result),
  (error: Error) => process.stdout.write(`rejected: ${error.message}`),
);
