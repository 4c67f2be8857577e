import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { contract, type Metric, type MetricId, type PackName, packs } from '../../contract';
import { callEveryHelper } from '../../testing/every-helper';
import { parseMetrics } from '../../testing/metrics-text';
import { startRunning, stopRunning } from '../../testing/running';
import { telemetry } from './index';

/** Packs that the preload fills by itself, from hooks, the runtime and its own state. */
const AUTOMATIC: readonly PackName[] = ['http', 'http-traffic', 'websocket', 'runtime', 'export', 'self'];

const ALL = { name: 'all', packs: Object.keys(packs) as PackName[], metrics: {} };
const ROOT = join(__dirname, '..', '..');

const own = (Object.entries(contract) as [MetricId, Metric][]).filter(
  ([, { source }]) => source === 'gatewatch',
);
const automatic = own.filter(([id]) => AUTOMATIC.some((pack) => id in packs[pack]));
const byHand = own.filter(([id]) => !AUTOMATIC.some((pack) => id in packs[pack]));

afterEach(() => {
  stopRunning();
  jest.restoreAllMocks();
});

it('every family that the preload does not fill by itself is filled by a helper', async () => {
  const registry = startRunning(ALL);
  callEveryHelper();
  const samples = parseMetrics(await registry.render());
  const empty = byHand.filter(([, { name, type }]) => {
    const shown = samples.of(type === 'histogram' ? `${name}_count` : name);
    return !shown.some(({ value }) => value > 0);
  });
  expect(empty.map(([id]) => id)).toEqual([]);
  expect(byHand.length).toBeGreaterThan(60);
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
  expect(samples.sum('gatewatch_cardinality_overflow_total')).toBe(0);
});

it('every helper is called there', () => {
  startRunning(ALL);
  const domains = Object.entries(telemetry).filter(([name]) => name !== 'sources');
  const spies = domains.flatMap(([domain, helpers]) =>
    Object.keys(helpers).map((name) => ({
      name: `${domain}.${name}`,
      spy: jest.spyOn(helpers as unknown as Record<string, () => void>, name),
    })),
  );
  callEveryHelper();
  expect(spies.filter(({ spy }) => spy.mock.calls.length === 0).map(({ name }) => name)).toEqual([]);
});

it('every other family is recorded by a part of the preload itself', () => {
  const text = sourcesOf(ROOT).join('\n');
  expect(automatic.filter(([id]) => !text.includes(`'${id}'`)).map(([id]) => id)).toEqual([]);
  // The others are recorded by what gateways call, and by the sources that they are read from.
  expect(byHand.filter(([id]) => text.includes(`'${id}'`)).map(([id]) => id)).toEqual([]);
});

/** Sources of the preload without what declares metrics and what gateways call. */
function sourcesOf(folder: string): string[] {
  const others = ['api', 'contract', 'dist', 'node_modules', 'presets', 'sources', 'testing'];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('test.ts') && file !== 'eucora.ts')
    .filter((file) => !others.includes(file.split(sep)[0] as string))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}
