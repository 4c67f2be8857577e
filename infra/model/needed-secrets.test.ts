import { MASKED } from '../config/secrets';
import { modelOf } from '../testing/stacks';
import { foreignSecrets } from './needed-secrets';

it('lists what pods read and the program does not create', () => {
  const { config } = modelOf('dev');
  const names = (of: typeof config): string[] => foreignSecrets(of).map(({ name, key }) => `${name}.${key}`);
  expect(names(config)).toEqual(['grafana-admin.password']);
  expect(names({ ...config, secrets: {} })).toEqual(['grafana-admin.password', 'alert-webhook.url']);
  const secrets = { ...config.secrets, 'grafana-admin': { password: MASKED } };
  expect(names({ ...config, secrets } as typeof config)).toEqual([]);
  const [gateway] = config.gateways;
  const gateways = [{ ...gateway!, metricsToken: { secret: 'admin', key: 'token' } }];
  expect(names({ ...config, gateways })).toContain('admin.token');
});
