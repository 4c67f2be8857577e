import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../tools/cache/cache-root';
import { bind } from '../contract';
import { MetricsRegistry } from '../metrics/registry';
import { presets } from '../presets';
import { recordEverything, TRACE_ID } from './record-everything';

jest.setTimeout(180_000);

const PACKAGE = 'prometheus_client==0.26.0';

/** Reads a page with one of the package's parsers and prints what it has found. */
const SCRIPT = `
import json, sys
from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics
read = openmetrics if sys.argv[1] == 'openmetrics' else parser
samples = [s for f in read.text_string_to_metric_families(sys.stdin.buffer.read().decode()) for s in f.samples]
traces = {s.exemplar.labels['trace_id'] for s in samples if s.exemplar}
print(json.dumps({'samples': len(samples), 'names': sorted({s.name for s in samples}), 'traces': sorted(traces)}))
`;

let python: string;
let excuse: string | undefined;
beforeAll(() => {
  try {
    python = pythonWithPackage();
  } catch (error) {
    excuse = (error as Error).message;
    process.stderr.write(`Python parser of ${PACKAGE}: left out, for it cannot be had here: ${excuse}\n`);
  }
});

/**
 * A Python that has the package: one of our own in the cache folder.
 * @throws Error with the last line of what went wrong
 */
function pythonWithPackage(): string {
  const home = join(cacheRoot(process.env), 'python', PACKAGE.replace('==', '-'));
  const bin = join(home, 'bin', 'python3');
  if (existsSync(bin)) return bin;
  mkdirSync(dirname(home), { recursive: true });
  const fresh = mkdtempSync(`${home}.`);
  try {
    run('python3', ['-m', 'venv', fresh]);
    run(join(fresh, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', PACKAGE]);
    // In one step, so that a folder with this name is always whole.
    renameSync(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return bin;
}

function run(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (error !== undefined) throw error;
  if (status === 0) return stdout;
  throw new Error(`${command} ended with ${status}: ${stderr.trim().split('\n').at(-1)}`);
}

interface Read {
  readonly samples: number;
  readonly names: readonly string[];
  readonly traces: readonly string[];
}

test.each(Object.values(presets).map((preset) => [preset.name, preset] as const))(
  'the Python parsers read every sample of the preset %s, in both formats',
  async (_name, preset) => {
    if (excuse !== undefined) return;
    const registry = new MetricsRegistry(bind(preset));
    recordEverything(registry, bind(preset));
    const read = async (accept: string, parser: string): Promise<Read> => {
      const page = Buffer.concat((await registry.scrape(accept)).chunks).toString();
      return JSON.parse(run(python, ['-c', SCRIPT, parser], page)) as Read;
    };
    const openMetrics = await read('application/openmetrics-text', 'openmetrics');
    expect(openMetrics).toMatchObject({ samples: registry.lineCount, traces: [TRACE_ID] });
    const text = await read('text/plain', 'text');
    expect(text.samples).toBe(registry.lineCount);
    // A counter that a preset names without the suffix keeps its name.
    expect(openMetrics.names).toEqual(text.names);
  },
);
