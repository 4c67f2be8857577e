import { pulumiEnv, SetupError } from './backend';

it('keeps the state on this machine unless told otherwise, and asks for the passphrase that it needs', () => {
  expect(pulumiEnv({ PULUMI_CONFIG_PASSPHRASE: '' })).toMatchObject({ PULUMI_BACKEND_URL: 'file://~' });
  expect(() => pulumiEnv({})).toThrow(SetupError);
  expect(() => pulumiEnv({})).toThrow('set PULUMI_CONFIG_PASSPHRASE');
  expect(() => pulumiEnv({ PULUMI_BACKEND_URL: 's3://states' })).toThrow('The backend s3://states');
});

it('asks for none where the backend keeps the keys', () => {
  const env = { PULUMI_BACKEND_URL: 'https://api.pulumi.com' };
  expect(pulumiEnv(env)).toMatchObject(env);
});
