import { whyNoCluster } from './cluster/tool';
import { ensureTools, TOOL_NAMES, type ToolEvent } from '../tools';
import { showProgress } from '../tools/progress/listr';
import { commandPhase } from './run/check';
import { jestPhase } from './run/jest';
import type { Phase } from './run/phase';

/** The phases of `npm test`, quick ones first, so that a slip shows early. */
export function testPhases(root: string): readonly Phase[] {
  const bin = (name: string): string => `${root}/node_modules/.bin/${name}`;
  return [
    commandPhase('types', root, [bin('tsc'), '--noEmit']),
    commandPhase('lint and import direction', root, [bin('eslint'), '.']),
    commandPhase('format', root, [bin('prettier'), '--check', '--log-level', 'warn', '.']),
    commandPhase('generated docs are current', root, [
      process.execPath,
      '--import',
      'tsx',
      'docs/generate.ts',
      '--check',
    ]),
    jestPhase('unit', root, 'unit'),
    toolsPhase(),
    jestPhase('real binaries', root, 'real'),
    jestPhase('live run', root, 'live', { args: ['--runInBand'] }),
  ];
}

/** The long proofs: one phase a suite, so that a budget can leave out whole suites and name them. */
export function provePhases(root: string): readonly Phase[] {
  return [
    toolsPhase(),
    ...Object.keys(PROVE_SECONDS).map((suite) =>
      suite === CLUSTER ? clusterPhase(root) : provePhase(root, suite),
    ),
  ];
}

const CLUSTER = 'cluster';

/**
 * Expected seconds of each suite in `e2e/prove/`, by file name; measured on two cores. In the order in which they run: a
 * budget takes the first ones and those that still fit.
 */
export const PROVE_SECONDS: Readonly<Record<string, number>> = {
  'export-healthy': 60,
  'export-under-fire': 60,
  'disk-spill': 30,
  'sigterm-under-load': 60,
  scrape: 20,
  'alert-state': 5,
  'coverage-matrix': 60,
  cardinality: 60,
  'third-party': 30,
  'cluster-workers': 40,
  presets: 560,
  'two-at-once': 150,
  'stop-at-any-moment': 240,
  'alert-operations': 250,
  'rule-mutants': 1200,
  [CLUSTER]: 2100,
};

/** The proofs on a real Kubernetes cluster, where there is one. */
function clusterPhase(root: string): Phase {
  const skipped = whyNoCluster(process.env);
  if (skipped === undefined) return jestPhase(CLUSTER, root, 'cluster', { args: ['--runInBand'] });
  return { name: CLUSTER, run: () => Promise.resolve({ passed: 0, failed: 0, skipped }) };
}

function provePhase(root: string, suite: string): Phase {
  const args = ['--runInBand', '--testPathPatterns', `e2e/prove/${suite}\\.test\\.ts$`];
  return jestPhase(suite, root, 'prove', { args });
}

function toolsPhase(): Phase {
  return {
    name: 'tools',
    run: async (signal) => {
      const build = (onEvent: (event: ToolEvent) => void) => ensureTools(TOOL_NAMES, { signal, onEvent });
      await showProgress(TOOL_NAMES, build, { live: process.stderr.isTTY });
      return { passed: 1, failed: 0 };
    },
  };
}
