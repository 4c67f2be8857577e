import { alertRules, findRule } from '../../alerts';
import { bind, gatewayJobs, runbookUrl, TARGET_LABELS } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { defaultPreset } from '../../instrumentation/presets/default';
import { type Board } from '../kit/board';
import { variableQueries } from '../kit/board-queries';
import { checkBoards } from '../kit/check';
import { freshBoards } from '../kit/fixture';
import { panels, targets } from '../kit/targets';
import { boards } from '.';

const runbookBaseUrl = 'https://runbooks.example';

describe.each(Object.values(presets))('the boards of the preset $name', (preset) => {
  const bound = bind(preset);
  const own = freshBoards(preset);
  const ofPreset = own.flatMap(targets);

  it('are sound, and their overview has every panel of the default', () => {
    const titles = ([overview]: readonly Board[]): unknown =>
      panels(overview!.model).map(({ id, title }) => [id, title]);
    expect(titles(own)).toEqual(titles(freshBoards()));
    expect(checkBoards(own)).toEqual([]);
  });

  it('read only metrics and labels that it exposes, of its gateways', () => {
    for (const { id, labels } of ofPreset.flatMap(({ uses }) => uses)) {
      const known = [...Object.values(bound.get(id)!.labels), ...TARGET_LABELS];
      expect(known).toEqual(expect.arrayContaining([...labels]));
    }
    const jobs = gatewayJobs(preset);
    const job = jobs.length === 1 ? `job="${jobs[0]}"` : `job=~"${jobs.join('|')}"`;
    const aboutGateways = own.filter(({ scope }) => scope === 'gateways').flatMap(targets);
    const queries = aboutGateways
      .filter(({ datasource }) => datasource === 'prometheus')
      .map(({ expr }) => expr);
    const selectors = queries.flatMap((expr) => expr.match(/\{[^}]*\}/g) ?? []);
    expect(selectors.length).toBeGreaterThan(40);
    for (const selector of selectors) expect(selector.startsWith(`{${job},`)).toBe(true);
    for (const { selector } of own.filter(({ scope }) => scope === 'gateways').flatMap(variableQueries))
      expect(selector).toContain(`{${job}`);
  });

  it('name in legends and columns only labels that their queries group by', () => {
    const uses = new Map(ofPreset.map((target) => [target.expr, target.uses]));
    for (const panel of own.flatMap(({ model }) => panels(model))) {
      const inPanel = (panel.targets ?? []) as readonly { expr?: string; legendFormat?: string }[];
      for (const { expr = '', legendFormat = '' } of inPanel) {
        const grouped = [...expr.matchAll(/ by \(([^)]*)\)/g)].flatMap(([, list]) => list!.split(', '));
        // Rules record series by the labels that they were asked for; nothing groups them again.
        if (/\bslo:/.test(expr)) grouped.push(...uses.get(expr)!.flatMap(({ labels }) => labels));
        for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
          expect([panel.title, grouped]).toEqual([panel.title, expect.arrayContaining([label])]);
        }
      }
    }
  });

  it('are where the links of its alerts lead: board, variables, and a panel with the runbook', () => {
    const rules = alertRules(bound, {
      runbookBaseUrl,
      gatewayJobs: gatewayJobs(preset),
      grafanaUrl: 'https://grafana.example',
      scrapeIntervalSeconds: 15,
      evaluationIntervalSeconds: 15,
      alertPacks: preset.alertPacks ?? [],
    }).flatMap((group) => group.rules);
    const links = rules.flatMap(({ alert, annotations }) => {
      const [, uid, query = ''] = /\/d\/([\w-]+)\?(.*)$/.exec(annotations.dashboard_url) ?? [];
      return uid === undefined || alert === 'Watchdog' ? [] : [{ alert, uid, query }];
    });
    expect(links.length).toBeGreaterThan(8);
    const wrong = links.flatMap(({ alert, uid, query }) => {
      const board = own.find((one) => one.uid === uid);
      if (board === undefined) return [`${alert} leads to ${uid}, which is no board of it`];
      const known = (board.model.templating.list ?? []).map(({ name }) => name);
      const unknown = [...query.matchAll(/var-(\w+)=/g)].filter(([, name]) => !known.includes(name!));
      const runbooks = panels(board.model).flatMap((panel) => (panel.links ?? []).map(({ url }) => url));
      return [
        ...unknown.map(([, name]) => `${alert} chooses ${name}, which ${uid} does not have`),
        ...(runbooks.includes(runbookUrl(runbookBaseUrl, alert))
          ? []
          : [`no panel of ${uid} is about ${alert}`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('draw the line of latency where the alert fires', () => {
    const lines = panels(own[0]!.model)
      .filter(({ id }) => [203, 303, 403].includes(id!))
      .map((panel) => panel.fieldConfig?.defaults.thresholds?.steps.at(-1)?.value);
    const rules = alertRules(bound, {
      runbookBaseUrl,
      gatewayJobs: gatewayJobs(preset),
      grafanaUrl: 'https://grafana.example',
      scrapeIntervalSeconds: 15,
      evaluationIntervalSeconds: 15,
    });
    const fires = / > ([\d.]+)\) and /.exec(findRule(rules, 'GatewayHighLatencyP95')!.expr)?.[1];
    expect(lines).toEqual([Number(fires), Number(fires), Number(fires)]);
  });
});

it('a board draws latency at the bucket bound of the preset that comes next', () => {
  const coarse = bind({ ...defaultPreset, metrics: { 'http.request.duration': { buckets: [0.5, 1.5] } } });
  const [board] = boards(coarse, { runbookBaseUrl, gatewayJobs: ['gateway'] });
  const panel = panels(board!.model).find(({ id }) => id === 203);
  expect(panel?.fieldConfig?.defaults.thresholds?.steps.at(-1)?.value).toBe(1.5);
});
