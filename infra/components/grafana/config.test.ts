import { bind } from '../../../instrumentation/contract';
import { defaultPreset } from '../../../instrumentation/presets/default';
import { boards } from '../../../dashboards';
import { hostPort } from '../../model/address';
import { grafanaEnv, grafanaFiles } from './config';

const binding = bind(defaultPreset);
const url = 'http://127.0.0.1:1';
const env = grafanaEnv({
  listen: hostPort('127.0.0.1', 3000),
  rootUrl: 'https://grafana.example',
  provisioningDir: '/provisioning',
  boardsDir: '/boards',
  dataDir: '/data',
  access: { adminPasswordFile: '/secret' },
});

test('Grafana opens with a board that is there', () => {
  const files = grafanaFiles(
    {
      scrapeInterval: '15s',
      binding,
      boards: boards(binding, { runbookBaseUrl: 'https://runbooks.example', gatewayJobs: ['gateway'] }),
    },
    { prometheus: url, tempo: url, loki: url, alertmanager: url },
    '/boards',
  );
  const home = env['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'];
  expect(Object.keys(files.boards).map((file) => `/boards/${file}`)).toContain(home);
});

test('nothing is shared with the public, and nobody makes an account alone', () => {
  expect(env).toMatchObject({
    GF_AUTH_ANONYMOUS_ENABLED: 'false',
    GF_PUBLIC_DASHBOARDS_ENABLED: 'false',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
    GF_USERS_ALLOW_SIGN_UP: 'false',
  });
});
