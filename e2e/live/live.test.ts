import { rm, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { targets } from '../../dashboards';
import { prometheusClient } from '../../local/clients/prometheus';
import { CHECKS, type ProofRow, runProofs } from '../../local/proofs';
import { proveMetrics } from '../../local/proofs/metrics';
import { provePanels } from '../../local/proofs/panels';
import { proveRules } from '../../local/proofs/rules';
import type { RunningStack } from '../../local/running-stack';
import { startStack } from '../../local/stack';
import { DEFAULT_RATE } from '../../local/stack/example';

/** Start of every part; Tempo alone takes 15 s until it is ready. */
const START_TIMEOUT_MS = 180_000;
/** All proofs, of which the alert's way there and back is the longest. */
const PROOFS_TIMEOUT_MS = 420_000;
/** A check that has to turn red does so after its patience; this is enough for two scrapes. */
const RED_MS = 3_000;

/** Checks of what the default preset does not have. */
const OF_OTHER_PRESETS: ReadonlySet<string> = new Set(['endpoints', 'remote-write']);

describe('a stack on this machine', () => {
  let stack: RunningStack;
  let rows: readonly ProofRow[] = [];

  beforeAll(async () => {
    stack = await startStack({ check: true, quiet: true });
    rows = await runProofs(
      stack,
      ({ name, ok, detail }) => {
        process.stdout.write(`  ${ok ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n`);
      },
      { rate: DEFAULT_RATE },
    );
  }, START_TIMEOUT_MS + PROOFS_TIMEOUT_MS);

  afterAll(async () => {
    await stack?.stop();
    if (stack !== undefined && rows.every(({ ok }) => ok))
      await rm(stack.directory, { recursive: true, force: true });
  }, START_TIMEOUT_MS);

  it.each(Object.entries(CHECKS).filter(([id]) => !OF_OTHER_PRESETS.has(id)))('proves: %s', (id, name) => {
    const row = rows.find((candidate) => candidate.id === id);
    if (row?.ok !== true) throw new Error(row?.detail ?? `the proof "${name}" did not run`);
  });

  describe('and the proofs themselves', () => {
    it('turn red when a metric has another name than the contract says', async () => {
      const renamed = new Map(stack.binding);
      const requests = renamed.get('http.requests');
      if (requests === undefined) throw new Error('http.requests is not bound');
      renamed.set('http.requests', { ...requests, name: 'http_server_requests_renamed_total' });
      await expect(proveMetrics({ ...stack, binding: renamed }, RED_MS)).rejects.toThrow(
        'http_server_requests_renamed_total (http.requests) has no series',
      );
    });

    it('turn red when a panel loses its query', async () => {
      const [board] = stack.boards;
      if (board === undefined) throw new Error('there is no board');
      const victim = targets(board)[0];
      const model = structuredClone(board.model) as { panels: { id?: number; targets?: unknown[] }[] };
      const panel = model.panels.find(({ id }) => id === victim?.panelId);
      if (panel === undefined) throw new Error('the first panel has no query to lose');
      panel.targets = [];
      await expect(
        provePanels(stack, [{ ...board, model: model as unknown as typeof board.model }], RED_MS),
      ).rejects.toThrow(victim?.panelTitle);
    });

    it('turn red when Prometheus has a rule less', async () => {
      const prometheus = prometheusClient(stack.endpoints.prometheus);
      const file = join(stack.directory, 'prometheus', 'rules.yaml');
      const complete = await readFile(file, 'utf8');
      const reload = async (text: string): Promise<void> => {
        await writeFile(file, text);
        const response = await fetch(`${stack.endpoints.prometheus}/-/reload`, { method: 'POST' });
        if (!response.ok) throw new Error(`reload: ${response.status} ${await response.text()}`);
      };
      await reload(complete.replaceAll('alert: GatewayDown', 'alert: SomethingElse'));
      try {
        await expect(proveRules(prometheus, stack.alertGroups, RED_MS)).rejects.toThrow(
          'GatewayDown is not loaded; SomethingElse is not ours',
        );
      } finally {
        await reload(complete);
      }
      await expect(proveRules(prometheus, stack.alertGroups, 60_000)).resolves.toContain(
        'loaded and healthy',
      );
    });
  });
});
