import { parse } from 'yaml';
import { bind, DATASOURCES } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { freshBoards } from '../kit/fixture';
import { boardFiles } from './board-files';
import { provisioning } from '.';

const endpoints = {
  prometheus: 'http://127.0.0.1:1',
  tempo: 'http://127.0.0.1:2',
  loki: 'http://127.0.0.1:3',
  alertmanager: 'http://127.0.0.1:4',
};
const options = {
  scrapeInterval: '7s',
  boardsDir: '/boards',
  binding: bind(defaultPreset),
  boards: freshBoards(),
};

/** What Grafana reads: it expands `$NAME` from its environment, and `$$` stands for a dollar sign. */
function asGrafanaReads(text: string): string {
  return text.replace(/\$\$|\$\{?\w+\}?/g, (match) => (match === '$$' ? '$' : ''));
}

interface DatasourceFile {
  datasources: {
    type: keyof typeof DATASOURCES;
    uid: string;
    url: string;
    isDefault: boolean;
    jsonData: Record<string, unknown>;
  }[];
}

describe('provisioning', () => {
  const files = provisioning(endpoints, options);
  const { datasources } = parse(asGrafanaReads(files['datasources/gatewatch.yaml']!)) as DatasourceFile;
  const dataOf = (type: string) => datasources.find((source) => source.type === type)!.jsonData;

  it('gives each data source its fixed uid and its URL, and one of them is the default', () => {
    expect(Object.fromEntries(datasources.map(({ type, uid }) => [type, uid]))).toEqual(DATASOURCES);
    expect(Object.fromEntries(datasources.map(({ type, url }) => [type, url]))).toEqual(endpoints);
    expect(datasources.filter(({ isDefault }) => isDefault).map(({ type }) => type)).toEqual(['prometheus']);
  });

  it('tells Grafana the real scrape interval and where exemplars lead', () => {
    expect(dataOf('prometheus')).toMatchObject({
      timeInterval: '7s',
      exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: DATASOURCES.tempo }],
    });
  });

  it('leads from a span to its logs by label and from a log line to its trace', () => {
    expect(dataOf('tempo')).toMatchObject({
      tracesToLogsV2: {
        datasourceUid: DATASOURCES.loki,
        tags: [{ key: 'service.name', value: 'service_name' }],
        query: '{${__tags}} | trace_id="${__trace.traceId}"',
      },
      serviceMap: { datasourceUid: DATASOURCES.prometheus },
    });
    expect(dataOf('loki')).toMatchObject({
      derivedFields: [
        {
          matcherType: 'label',
          matcherRegex: 'trace_id',
          url: '${__value.raw}',
          datasourceUid: DATASOURCES.tempo,
        },
      ],
    });
  });

  it('leads from a span to the rate, errors and duration of its service', () => {
    expect(dataOf('tempo')).toMatchObject({
      tracesToMetrics: {
        queries: expect.arrayContaining([
          {
            name: 'Request rate',
            query: 'sum (rate(http_server_requests_total{$__tags}[$__rate_interval]))',
          },
        ]),
      },
    });
  });

  it('has a provider for each folder that holds a board, on the path of its files', () => {
    const { providers } = parse(asGrafanaReads(files['dashboards/gatewatch.yaml']!)) as {
      providers: { folderUid: string; allowUiUpdates: boolean; options: { path: string } }[];
    };
    const dirs = Object.keys(boardFiles(freshBoards())).map((path) => `/boards/${path.split('/')[0]}`);
    expect(providers.map((provider) => provider.options.path).sort()).toEqual([...new Set(dirs)].sort());
    for (const { allowUiUpdates } of providers) expect(allowUiUpdates).toBe(false);
  });

  it('is the same bytes each time', () => {
    expect(provisioning(endpoints, options)).toEqual(files);
  });

  it('leaves out metrics of packs that are off', () => {
    const binding = bind({ ...defaultPreset, packs: ['self', 'stack'] });
    expect(provisioning(endpoints, { ...options, binding })['datasources/gatewatch.yaml']).not.toContain(
      'http_server',
    );
  });
});

describe('boardFiles', () => {
  it('names the file by the uids of folder and board, and holds the model', () => {
    const [board] = freshBoards();
    const file = boardFiles([board!])['gatewatch-gateways/gatewatch-gateway-overview.json']!;
    expect(JSON.parse(file)).toEqual(board!.model);
    expect(file.endsWith('}\n')).toBe(true);
  });
});
