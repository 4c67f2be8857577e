import { operationsConfig } from './config';

test('needs a folder and nothing else', () => {
  expect(operationsConfig({ ALERT_OPERATIONS_DATA: '/data' })).toMatchObject({
    alertmanagerUrls: ['http://127.0.0.1:9093'],
    host: '127.0.0.1',
    plan: {
      holdMs: 600_000,
      resolvedAfterMs: 180_000,
      escalateAfterMs: [900_000, 1_800_000],
      escalated: ['critical'],
    },
  });
});

test('takes both vocabularies of severities, steps in any order, and several Alertmanagers', () => {
  expect(
    operationsConfig({
      ALERT_OPERATIONS_DATA: '/data',
      ALERT_OPERATIONS_ALERTMANAGER_URLS: 'http://a:9093/, http://b:9093',
      ALERT_OPERATIONS_ESCALATE_AFTER_MINUTES: '20,5',
      ALERT_OPERATIONS_ESCALATE_SEVERITIES: 'high,critical,medium',
    }),
  ).toMatchObject({
    alertmanagerUrls: ['http://a:9093', 'http://b:9093'],
    plan: { escalateAfterMs: [300_000, 1_200_000], escalated: ['critical', 'warning'] },
  });
});

test('names every mistake at once, and no secret', () => {
  const wrong = () =>
    operationsConfig({
      ALERT_OPERATIONS_PORT: 'x',
      ALERT_OPERATIONS_TOKEN: '',
      ALERT_OPERATIONS_ALERTMANAGER_URLS: 'alertmanager',
      ALERT_OPERATIONS_PORTT: '1',
    });
  for (const text of [
    'ALERT_OPERATIONS_PORTT is no variable',
    'ALERT_OPERATIONS_PORT is "x"',
    'ALERT_OPERATIONS_DATA is null: a folder is needed',
    'an http:// or https:// URL',
    'ALERT_OPERATIONS_TOKEN: ',
  ]) {
    expect(wrong).toThrow(text);
  }
});

test('wants a token where other machines reach it', () => {
  const env = { ALERT_OPERATIONS_DATA: '/data', ALERT_OPERATIONS_HOST: '0.0.0.0' };
  expect(() => operationsConfig(env)).toThrow('ALERT_OPERATIONS_TOKEN_FILE');
  expect(operationsConfig({ ...env, ALERT_OPERATIONS_TOKEN_FILE: '/token' }).isLocal).toBe(false);
});
