import { setImmediate as turn } from 'node:timers/promises';
import { createTeardown } from './teardown';

const recorder = () => {
  const done: string[] = [];
  const step = (name: string) => async (): Promise<void> => {
    await turn();
    done.push(name);
  };
  return { done, step };
};

test('undoes the last first, each once', async () => {
  const { done, step } = recorder();
  const teardown = createTeardown();
  for (const name of ['ports', 'webhook', 'parts']) await teardown.add(step(name));
  await Promise.all([teardown.run(), teardown.run()]);
  await teardown.run();
  expect(done).toEqual(['parts', 'webhook', 'ports']);
});

test('what is added while it runs, or after, is undone as well', async () => {
  const { done, step } = recorder();
  const teardown = createTeardown();
  await teardown.add(step('early'));
  const running = teardown.run();
  await teardown.add(step('during'));
  await running;
  await teardown.add(step('after'));
  expect([...done].sort()).toEqual(['after', 'during', 'early']);
});
