import { defaultDashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { alertRules, THRESHOLDS } from '../../alerts';
import { bind, BOARDS, type Preset, runbookUrl, TARGET_LABELS } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { uncharted } from '../coverage';
import { annotationQueries, variableQueries } from '../kit/board-queries';
import { freshBoard, freshBoards } from '../kit/fixture';
import { panels, targets } from '../kit/targets';
import { boardJson } from '../provisioning/board-files';
import { boards } from '.';

const binding = bind(defaultPreset);
const context = { runbookBaseUrl: 'https://runbooks.example', gatewayJobs: ['gateway'] };
const every = freshBoards().flatMap(targets);

describe('every board', () => {
  it('has a uid that Grafana takes', () => {
    expect(freshBoards().map(({ uid }) => uid)).toEqual(Object.values(BOARDS).map(({ uid }) => uid));
    for (const { uid } of freshBoards()) expect(uid).toMatch(/^[a-z0-9-]{8,40}$/);
  });

  it('is the same bytes each time, whatever the order of the binding', () => {
    const turned = new Map([...binding.entries()].reverse());
    expect(boards(turned, context).map(boardJson)).toEqual(freshBoards().map(boardJson));
  });

  it('says what it shows, what is bad and what to do next on every panel', () => {
    for (const panel of freshBoards().flatMap(({ model }) => panels(model))) {
      expect(panel.description).toMatch(/^.{10,}\n\n\*\*Bad:\*\* .{10,}\n\n\*\*Next:\*\* .{10,}$/s);
    }
  });

  it('leads from every panel to traces or logs in the range of the board', () => {
    for (const panel of freshBoards().flatMap(({ model }) => panels(model))) {
      const urls = (panel.fieldConfig?.defaults.links ?? []).map(({ url }) => url ?? '');
      expect(urls.some((url) => /^\/explore\?.*(traceql|service_name)/.test(url))).toBe(true);
      for (const url of urls) expect(url).toContain('${__from}');
    }
  });

  it('leads to the other boards with range and variables kept', () => {
    for (const { model } of freshBoards()) {
      expect(model.links).toMatchObject([
        { type: 'dashboards', includeVars: true, keepTime: true, tags: ['gatewatch'] },
      ]);
      expect(model.tags).toContain('gatewatch');
    }
  });

  it('is plain JSON of schema v1 as the SDK knows it, with nothing hidden in a menu', () => {
    for (const { model } of freshBoards()) {
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect(model.schemaVersion).toBe(defaultDashboard().schemaVersion);
      const types = new Set(model.panels!.map(({ type }) => type));
      expect(types).toEqual(new Set(['row', 'timeseries', 'stat', 'table', 'logs']));
      expect(boardJson({ ...freshBoard(), model })).not.toContain('inControlsMenu');
    }
  });

  it('cannot be edited in Grafana, where the change would be lost', () => {
    for (const { model } of freshBoards()) expect(model.editable).toBe(false);
  });
});

describe('queries', () => {
  it('read only metrics and labels that the preset exposes', () => {
    const read = every.flatMap(({ uses }) => uses);
    expect(read.length).toBeGreaterThan(30);
    for (const { id, labels } of read) {
      const known = [...Object.values(binding.get(id)!.labels), ...TARGET_LABELS];
      expect(known).toEqual(expect.arrayContaining([...labels]));
    }
  });

  it('that go to Prometheus each read a metric, and only of the gateways that the variables choose', () => {
    for (const { datasource, expr, uses, panelTitle } of every) {
      if (datasource !== 'prometheus') continue;
      expect([panelTitle, uses.length]).toEqual([panelTitle, expect.any(Number)]);
      expect(uses.length).toBeGreaterThan(0);
      for (const matchers of expr.match(/\{[^}]*\}/g) ?? []) {
        expect(matchers).toMatch(/^\{job="gateway",environment=~"\$environment",service=~"\$service"/);
      }
    }
  });

  it('take windows from Grafana, never fixed ones', () => {
    const windows = every.flatMap(({ expr }) => expr.match(/\[[^\]]+\]/g) ?? []);
    expect(new Set(windows)).toEqual(new Set(['[$__rate_interval]', '[$__range]', '[$__auto]']));
  });

  it('that draw the duration of requests ask for exemplars, once a panel', () => {
    const durations = every.filter(
      ({ expr, mode }) => mode === 'range' && expr.includes('_request_duration_seconds_bucket'),
    );
    expect(new Set(durations.map(({ panelId }) => panelId))).toEqual(new Set([203, 303, 403]));
    expect(every.filter(({ exemplar }) => exemplar).map(({ panelId }) => panelId)).toEqual([203, 303, 403]);
  });

  it('use names that a preset binds', () => {
    const renamed: Preset = {
      ...defaultPreset,
      metrics: {
        'http.requests': { name: 'requests_total', labels: { route: 'endpoint', outcome: 'result' } },
      },
    };
    const [board] = boards(bind(renamed), context);
    const text = boardJson(board!);
    expect(text).toContain('sum by (endpoint) (rate(requests_total{');
    expect(text).toContain('{{result}}');
    expect(text).not.toContain('http_server_requests_total');
    expect(variableQueries(board!).find(({ name }) => name === 'route')?.label).toBe('endpoint');
  });

  it('are all provable against live backends, but for the search by TraceQL', () => {
    const excused = every.filter((target) => target.excused !== undefined);
    expect(excused.map(({ panelTitle }) => panelTitle)).toEqual(['Failed traces']);
    expect(excused[0]?.excused).toContain('TraceQL');
  });
});

describe('coverage', () => {
  it('shows every metric that a gateway exposes', () => {
    expect(uncharted(freshBoards(), binding)).toEqual([]);
  });

  it('names the metrics of a panel that is gone', () => {
    const board = freshBoard();
    board.model.panels = board.model.panels!.filter(({ id }) => id !== 501);
    expect(uncharted([board], binding)).toEqual(['runtime.eventloop.lag.p99']);
  });
});

describe('variables', () => {
  it('are refreshed with the range, take several values, and let All match what lacks the label', () => {
    const list = freshBoard().model.templating.list!.filter(({ type }) => type === 'query');
    expect(list.map(({ name }) => name)).toEqual(['environment', 'service', 'route']);
    for (const variable of list) {
      expect(variable).toMatchObject({ refresh: 2, multi: true, includeAll: true, allValue: '.*' });
    }
    expect(JSON.stringify(freshBoard().model)).not.toMatch(/[^!~]=\\+"\$(environment|service|route)/);
  });

  it('list the values of a label within what stands before them', () => {
    expect(variableQueries(freshBoard())).toEqual([
      { name: 'environment', label: 'environment', selector: 'up{job="gateway"}' },
      { name: 'service', label: 'service', selector: 'up{job="gateway",environment=~"$environment"}' },
      {
        name: 'route',
        label: 'http_route',
        selector: 'http_server_requests_total{job="gateway",environment=~"$environment",service=~"$service"}',
      },
    ]);
  });
});

describe('alerts', () => {
  const limits = freshBoards()
    .flatMap(({ model }) => panels(model))
    .map((panel) => [panel.id, panel.fieldConfig?.defaults.thresholds?.steps.at(-1)?.value]);

  it.each([
    [202, THRESHOLDS.errorRatio],
    [203, THRESHOLDS.latencyP95Seconds],
    [302, THRESHOLDS.errorRatio],
    [402, THRESHOLDS.upstreamErrorRatio],
    [501, THRESHOLDS.eventLoopLagSeconds],
    [602, THRESHOLDS.telemetryDropRatio],
  ])('fire where panel %d draws its line', (id, value) => {
    expect(limits).toContainEqual([id, value]);
  });

  it('that lead to a board have a panel there that leads to their runbook, but for the Watchdog', () => {
    const rules = alertRules(bind(defaultPreset), {
      ...context,
      grafanaUrl: 'https://grafana.example',
      scrapeIntervalSeconds: 15,
      evaluationIntervalSeconds: 15,
    }).flatMap((group) => group.rules);
    const shown = rules.filter(({ annotations }) => annotations.dashboard_url.includes('/d/'));
    expect(shown.length).toBeGreaterThan(10);
    const urls = freshBoards()
      .flatMap(({ model }) => panels(model))
      .flatMap(({ links }) => (links ?? []).map(({ url }) => url));
    for (const { alert } of shown.filter((rule) => rule.alert !== 'Watchdog')) {
      expect(urls).toContain(runbookUrl(context.runbookBaseUrl, alert));
    }
  });

  it('and starts of processes are drawn over the panels', () => {
    expect(annotationQueries(freshBoard()).map(({ name }) => name)).toEqual([
      'Firing alerts',
      'Deploys and restarts',
    ]);
  });
});

describe('a preset without a pack', () => {
  it('has the board without the rows of that pack', () => {
    const [board] = boards(bind({ ...defaultPreset, packs: ['http', 'runtime', 'self', 'stack'] }), context);
    const rows = board!.model.panels!.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toContain('Golden signals');
    expect(rows).not.toContain('Telemetry export');
  });
});
