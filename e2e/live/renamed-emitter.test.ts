import { rm } from 'node:fs/promises';
import { proveMetrics } from '../../local/proofs/metrics';
import { provePanels } from '../../local/proofs/panels';
import type { RunningStack } from '../../local/running-stack';
import { startStack } from '../../local/stack';

const START_TIMEOUT_MS = 180_000;
/** Long enough for the series that do come to be scraped, so that only the renamed ones are missing. */
const PATIENCE_MS = 10_000;

describe('a gateway that exposes its metrics under other names than the stack was made for', () => {
  let stack: RunningStack;

  beforeAll(async () => {
    // Rules, boards and proofs stay those of the default preset.
    stack = await startStack({
      check: true,
      grafana: false,
      exampleEnvironment: { GATEWATCH_PRESET: 'beamline' },
    });
  }, START_TIMEOUT_MS);

  afterAll(async () => {
    await stack?.stop();
    if (stack !== undefined) await rm(stack.directory, { recursive: true, force: true });
  }, START_TIMEOUT_MS);

  it('turns the proof of the metrics red, by name', async () => {
    await expect(proveMetrics(stack, PATIENCE_MS)).rejects.toThrow(
      'http_server_request_duration_seconds_bucket (http.request.duration) has no series',
    );
  });

  it('turns the proof of the panels red, by title', async () => {
    await expect(provePanels(stack, stack.boards, PATIENCE_MS)).rejects.toThrow(/queries are empty/);
  });
});
