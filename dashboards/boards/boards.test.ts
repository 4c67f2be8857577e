import { defaultDashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { alertRules, THRESHOLDS } from '../../alerts';
import {
  bind,
  BOARDS,
  FOLDERS,
  type Preset,
  runbookUrl,
  TARGET_LABELS,
} from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { uncharted } from '../coverage';
import { type Board } from '../kit/board';
import { annotationQueries, variableQueries } from '../kit/board-queries';
import { freshBoard, freshBoards } from '../kit/fixture';
import { panels, targets } from '../kit/targets';
import { boardJson } from '../provisioning/board-files';
import { presets } from '../../instrumentation/presets';
import { boards, DEFINITIONS } from '.';

const binding = bind(defaultPreset);
const context = { runbookBaseUrl: 'https://runbooks.example', gatewayJobs: ['gateway'] };
const every = freshBoards().flatMap(targets);
const everyPreset = Object.values(presets).flatMap((preset) => freshBoards(preset));
const OVERVIEW = BOARDS.gatewayOverview.uid;
const ofOverview = every.filter(({ board }) => board === OVERVIEW);

/** Panels that draw values: all but lists of boards. */
const drawn = (board: Board) => panels(board.model).filter(({ type }) => type !== 'dashlist');
const aboutGateways = everyPreset.filter(({ scope }) => scope === 'gateways');

const PANEL_TYPES = [
  'row',
  'timeseries',
  'stat',
  'table',
  'logs',
  'state-timeline',
  'heatmap',
  'bargauge',
  'gauge',
  'piechart',
  'dashlist',
];

describe('every board', () => {
  it('has a uid that Grafana takes', () => {
    for (const { uid } of everyPreset) expect(uid).toMatch(/^[a-z0-9-]{8,40}$/);
    const names = DEFINITIONS.map(({ name }) => BOARDS[name]);
    expect(new Set(everyPreset.map(({ uid }) => uid))).toEqual(new Set(names.map(({ uid }) => uid)));
  });

  it('has a uid that no folder has: Grafana keeps both in one table', () => {
    const folders = Object.values(FOLDERS).map(({ uid }) => uid as string);
    const clashes = Object.values(BOARDS).filter(({ uid }) => folders.includes(uid));
    expect(clashes).toEqual([]);
  });

  it('is the same bytes each time, whatever the order of the binding', () => {
    const turned = new Map([...binding.entries()].reverse());
    expect(boards(turned, context).map(boardJson)).toEqual(freshBoards().map(boardJson));
  });

  it('says what it shows, what is bad and what to do next on every panel', () => {
    for (const panel of everyPreset.flatMap(drawn)) {
      expect(panel.description).toMatch(/^.{10,}\n\n\*\*Bad:\*\* .{10,}\n\n\*\*Next:\*\* .{10,}$/s);
    }
  });

  it('leads from every panel to traces, logs or another board, in the range of the board', () => {
    for (const panel of everyPreset.flatMap(drawn)) {
      const urls = (panel.fieldConfig?.defaults.links ?? []).map(({ url }) => url ?? '');
      expect([panel.title, urls.length]).not.toEqual([panel.title, 0]);
      for (const url of urls) expect(url).toContain('${__from}');
    }
  });

  it('leads from every panel about gateways to their traces or logs', () => {
    for (const panel of aboutGateways.flatMap(drawn)) {
      const urls = (panel.fieldConfig?.defaults.links ?? []).map(({ url }) => url ?? '');
      const isEvents = (url: string) => /^\/explore\?.*(traceql|service_name)/.test(url);
      expect([panel.title, urls.some(isEvents)]).toEqual([panel.title, true]);
    }
  });

  it('links only boards that its preset has', () => {
    for (const preset of Object.values(presets)) {
      const own = freshBoards(preset);
      const linked = boardJson({ ...own[0]!, model: own.map(({ model }) => model) as never }).matchAll(
        /"\/d\/([\w-]+)/g,
      );
      for (const [, uid] of linked) expect(own.map((board) => board.uid)).toContain(uid);
    }
  });

  it('leads to the other boards with range and variables kept', () => {
    for (const { model } of everyPreset) {
      expect(model.links).toMatchObject([
        { type: 'dashboards', includeVars: true, keepTime: true, tags: ['gatewatch'] },
      ]);
      expect(model.tags).toContain('gatewatch');
    }
  });

  it('is plain JSON of schema v1 as the SDK knows it, with nothing hidden in a menu', () => {
    for (const board of everyPreset) {
      const { model } = board;
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect(model.schemaVersion).toBe(defaultDashboard().schemaVersion);
      for (const { type } of model.panels!) expect(PANEL_TYPES).toContain(type);
      expect(boardJson(board)).not.toContain('inControlsMenu');
    }
  });

  it('cannot be edited in Grafana, where the change would be lost', () => {
    for (const { model } of everyPreset) expect(model.editable).toBe(false);
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
    const boardsOfGateways = freshBoards().filter(({ scope }) => scope === 'gateways');
    for (const { datasource, expr, uses, panelTitle } of boardsOfGateways.flatMap(targets)) {
      if (datasource !== 'prometheus') continue;
      expect([panelTitle, uses.length]).not.toEqual([panelTitle, 0]);
      for (const matchers of expr.match(/\{[^}]*\}/g) ?? []) {
        expect(matchers).toMatch(/^\{job="gateway",environment=~"\$environment",service=~"\$service"/);
      }
    }
  });

  it('use only variables that their board has', () => {
    for (const board of everyPreset) {
      const own = (board.model.templating.list ?? []).map(({ name }) => name);
      const used = targets(board).flatMap(({ expr }) => [...expr.matchAll(/\$\{?(\w+)/g)]);
      const unknown = used
        .map(([, name]) => name!)
        .filter((name) => !name.startsWith('__') && !own.includes(name));
      expect([board.title, unknown]).toEqual([board.title, []]);
    }
  });

  it('take windows from Grafana, never fixed ones', () => {
    const windows = everyPreset.flatMap(targets).flatMap(({ expr }) => expr.match(/\[[^\]]+\]/g) ?? []);
    expect(new Set(windows)).toEqual(new Set(['[$__rate_interval]', '[$__range]', '[$__auto]']));
  });

  it('that draw the duration of requests ask for exemplars, once a panel', () => {
    const durations = ofOverview.filter(
      ({ expr, mode }) => mode === 'range' && expr.includes('_request_duration_seconds_bucket'),
    );
    expect(new Set(durations.map(({ panelId }) => panelId))).toEqual(new Set([203, 303, 403]));
    expect(ofOverview.filter(({ exemplar }) => exemplar).map(({ panelId }) => panelId)).toEqual([
      203, 303, 403,
    ]);
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
    expect(excused.length).toBeGreaterThan(0);
    for (const { datasource, excused: reason } of excused) {
      expect([datasource, reason]).toEqual(['tempo', expect.stringContaining('TraceQL')]);
    }
  });
});

describe('coverage', () => {
  it('shows every metric that a gateway exposes', () => {
    expect(uncharted(freshBoards(), binding)).toEqual([]);
  });

  it('names the metrics of a panel that is gone', () => {
    const own = freshBoards();
    const cost = own.find(({ name }) => name === 'telemetryCost')!;
    cost.model.panels = cost.model.panels!.filter(({ title }) => title !== 'Export circuit');
    expect(uncharted(own, binding)).toEqual(['export.circuit.open']);
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
  const limits = panels(freshBoard().model).map((panel) => [
    panel.id,
    panel.fieldConfig?.defaults.thresholds?.steps.at(-1)?.value,
  ]);

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
