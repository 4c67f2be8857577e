import { boards } from '../../dashboards';
import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { panelVersions } from './panels';

const made = (jobs: readonly string[], preset = defaultPreset) =>
  panelVersions(boards(bind(preset), { gatewayJobs: jobs, runbookBaseUrl: 'https://runbooks.example' }));
const ERROR_RATIO = 'gatewatch-gateway-overview/Error ratio';

test('a panel has the same version whatever the jobs are named', () => {
  expect(made(['one'])[ERROR_RATIO]).toMatch(/^[0-9a-f]{12}$/);
  expect(made(['one', 'two'])).toEqual(made(['another']));
});

test('a panel that asks something else has another version, the others keep theirs', () => {
  const renamed = made(['one'], {
    ...defaultPreset,
    metrics: { ...defaultPreset.metrics, 'runtime.heap.used': { name: 'heap_bytes' } },
  });
  const changed = Object.entries(made(['one'])).filter(([title, version]) => renamed[title] !== version);
  expect(changed.map(([title]) => title)).toEqual(['gatewatch-gateway-overview/Heap']);
});

test('a panel that no proof can run has none', () => {
  expect(made(['one'])['gatewatch-gateway-overview/Failed traces']).toBeUndefined();
});
