import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { freshBoards } from '../../dashboards/kit/fixture';
import type { RunningStack } from '../running-stack';
import { showBoards } from './boards';

function stackWith(grafana: string | undefined, port: number): RunningStack {
  const nowhere = 'http://127.0.0.1:1';
  return {
    boards: freshBoards(),
    scrapeIntervalSeconds: 5,
    at: { port: () => port },
    endpoints: { grafana, prometheus: nowhere, loki: nowhere, tempo: nowhere },
  } as unknown as RunningStack;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('without Grafana the boards are where it would be, so that the links of alerts lead to them', async () => {
  const port = await freePort();
  const shown = await showBoards(stackWith(undefined, port));
  try {
    expect(shown?.url).toBe(`http://127.0.0.1:${port}/d/gatewatch-gateway-overview`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Gateway / Overview')]);
    const unanswered = await fetch(shown!.url);
    expect([unanswered.status, await unanswered.text()]).toEqual([
      502,
      expect.stringContaining('could not be drawn'),
    ]);
  } finally {
    await shown?.close();
  }
});

it('with Grafana there is nothing to show', async () => {
  expect(await showBoards(stackWith('http://127.0.0.1:2', 0))).toBeUndefined();
});
