import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { locateTool } from '../../tools';
import { run } from '../tests/promtool';
import { readRunbooks } from './runbook';

describe('queries of runbooks', () => {
  it('are valid PromQL', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatewatch-runbooks-'));
    try {
      // A recording rule accepts exactly the expressions that the query box of Prometheus accepts.
      const rules = readRunbooks().flatMap(({ alert, queries }) =>
        queries.map((expr, index) => ({ record: `runbook:${alert}:query${index}`, expr })),
      );
      writeFileSync(join(folder, 'rules.yml'), stringify({ groups: [{ name: 'runbooks', rules }] }));
      const { output, status } = run(locateTool('promtool'), ['check', 'rules', 'rules.yml'], folder);
      expect(output).toContain(`SUCCESS: ${rules.length} rules found`);
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
