import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateTool } from '../../tools';
import { GROUPS } from '../tests/fixture';
import { run } from '../tests/promtool';
import { alertmanagerConfig, renderAlertmanagerConfig } from './config';
import { INHIBITIONS } from './inhibition';
import { DEFAULT_TIMING, dividedTiming, routing } from './routing';
import { receiversOf } from './told';

const hook = (path: string): { readonly kind: 'webhook'; readonly url: string } => ({
  kind: 'webhook',
  url: `http://127.0.0.1:9/${path}`,
});
const ROUTING = routing({
  receivers: {
    page: [hook('page')],
    ticket: [hook('ticket')],
    chat: [hook('chat')],
    deadman: [hook('deadman')],
  },
  bySeverity: { critical: 'page', warning: 'ticket', info: 'chat' },
  deadMansSwitch: { receiver: 'deadman', repeatInterval: 60 },
  timing: DEFAULT_TIMING,
  inhibitions: INHIBITIONS,
});

describe('Alertmanager configuration under amtool', () => {
  const amtool = locateTool('amtool');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatewatch-routing-'));
    writeFileSync(join(folder, 'alertmanager.yml'), renderAlertmanagerConfig(alertmanagerConfig(ROUTING)));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([1, 60, 1e9])('is accepted with times divided by %d', (by) => {
    const config = alertmanagerConfig({ ...ROUTING, timing: dividedTiming(DEFAULT_TIMING, by) });
    writeFileSync(join(folder, 'divided.yml'), renderAlertmanagerConfig(config));
    const { output, status } = run(amtool, ['check-config', 'divided.yml'], folder);
    expect(output).toContain(`${INHIBITIONS.length} inhibit rules`);
    expect(status).toBe(0);
  });

  it.each(GROUPS.flatMap((group) => group.rules))('sends $alert to its receiver', ({ alert, labels }) => {
    const { output } = test({ alertname: alert, ...labels, service: 'orders', environment: 'prod' });
    expect(output.trim()).toBe(receiversOf(ROUTING, { ...labels, alertname: alert }).join());
  });

  it('sends an alert of an unknown severity to those who are paged', () => {
    expect(test({ alertname: 'Foreign', severity: 'urgent' }).output.trim()).toBe('page');
  });

  function test(labels: Readonly<Record<string, string>>): { readonly output: string } {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    return run(amtool, ['config', 'routes', 'test', '--config.file=alertmanager.yml', ...pairs], folder);
  }
});
