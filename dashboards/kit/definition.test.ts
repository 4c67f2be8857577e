import { bind } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { defaultPreset } from '../../instrumentation/presets/default';
import { boardSpec, type BoardDefinition } from './definition';
import { range } from './signals';
import * as signals from './signals';
import { renderBoard } from './render-board';
import { RATE_WINDOW as window } from './scope';
import { sourcesOf } from './sources';
import { chosen } from './variable-names';
import { dimension } from './variables';

const context = { gatewayJobs: ['gateway'], runbookBaseUrl: 'https://runbooks.example' };
const description = { shows: 'shows', bad: 'bad', next: 'next' };
const common = { id: 101, title: 't', width: 24, description, dataLinks: [] } as const;

const tenants: BoardDefinition = {
  name: 'tenantUsage',
  folder: 'tenants',
  needs: ['tenant-business'],
  description: 'd',
  tags: ['tenants'],
  scope: 'gateways',
  refresh: '10s',
  from: 'now-6h',
  variables: ({ q }) => [dimension(q, 'tenant', 'tenant.requests', 'tenant')],
  rows: ({ q }) => [
    {
      id: 1,
      title: 'r',
      panels: [
        signals.heatmap({
          ...common,
          unit: 's',
          queries: { age: range(q.buckets('webhooks.age', { window }), '{{le}}') },
        }),
        signals.counts({
          ...common,
          id: 102,
          queries: {
            requests: range(
              q.increase('tenant.requests', { where: { tenant: chosen('tenant') }, window }),
              'n',
            ),
          },
        }),
      ],
    },
  ],
};

function model(definition: BoardDefinition) {
  const sources = sourcesOf(bind(presets['warehouse-hub']!), context);
  return renderBoard(boardSpec(definition, sources), { ...context, boards: new Set(), alerts: new Set() })
    .model;
}

describe('a definition', () => {
  it('gives range, refresh and tags', () => {
    expect(model(tenants)).toMatchObject({
      refresh: '10s',
      time: { from: 'now-6h', to: 'now' },
      tags: ['gatewatch', 'tenants'],
    });
  });

  it('about gateways has their variables before its own', () => {
    const names = (definition: BoardDefinition) => model(definition).templating.list?.map(({ name }) => name);
    const sources = ['datasource', 'loki', 'tempo'];
    expect(names(tenants)).toEqual([...sources, 'environment', 'service', 'tenant']);
    expect(names({ ...tenants, scope: 'stack' })).toEqual([...sources, 'tenant']);
  });

  it('draws buckets as a heatmap with exemplars, and counts as bars', () => {
    const [, heatmap, counts] = model(tenants).panels as unknown as [
      unknown,
      { type: string; targets: { format: string; exemplar: boolean; expr: string }[] },
      { fieldConfig: { defaults: { custom: { drawStyle: string } } } },
    ];
    expect(heatmap.type).toBe('heatmap');
    expect(heatmap.targets).toMatchObject([
      { format: 'heatmap', exemplar: true, expr: expect.stringMatching(/^sum by \(le\) \(rate\(/) },
    ]);
    expect(counts.fieldConfig.defaults.custom.drawStyle).toBe('bars');
  });
});

it('the sources know which packs a preset exposes', () => {
  const { has } = sourcesOf(bind(defaultPreset), context);
  expect(has('http', 'runtime')).toBe(true);
  expect(has('http', 'tenant-business')).toBe(false);
});
