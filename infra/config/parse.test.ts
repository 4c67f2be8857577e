import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { presets } from '../../instrumentation/presets';
import { stackValues } from './file';
import { parseStackConfig } from './parse';
import { StackConfigError } from './problem';

const ROOT = join(__dirname, '..', '..');
const dev = stackValues(parse(readFileSync(join(ROOT, 'Pulumi.dev.yaml'), 'utf8')));

/** The mistakes of the dev configuration with these keys replaced. */
function problems(changes: Record<string, unknown>): readonly string[] {
  try {
    parseStackConfig({ ...dev, ...changes }, 'test.yaml');
    return [];
  } catch (error) {
    if (error instanceof StackConfigError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

it('fills in the defaults of what is not set', () => {
  const { environment, gateways, receivers, routes, grafanaUrl, runbookBaseUrl } = dev;
  const config = parseStackConfig(
    { environment, gateways, receivers, routes, grafanaUrl, runbookBaseUrl, retention: { loki: '3d' } },
    'test.yaml',
  );
  expect(config.namespace).toBe('observability');
  expect(config.retention).toEqual({ prometheus: '15d', tempo: '7d', loki: '3d', alertmanager: '5d' });
  expect(config.images.prometheus).toMatch(/:v3\.7\.3$/);
});

it('says every mistake at once, each with path, value, what is allowed and what was meant', () => {
  expect(
    problems({
      environment: 'Dev!',
      preset: 'defult',
      retention: { loki: '2h', temp: '1d' },
      gateways: [{ servce: 'x', namespace: 'gateways', selector: {} }],
      replicas: { collector: 0 },
      sampling: { keepPercent: 101 },
      images: { loki: 'docker.io/grafana/loki:latest', tempo: 'grafana/tempo' },
      grafanaUrl: 'grafana.example.com/',
      graphanaUrl: 'x',
    }),
  ).toEqual([
    'gatewatch:environment is "Dev!": expected lower-case letters, digits and dashes, at most 63, such as gateway',
    'gatewatch:gateways[0].service is missing: expected lower-case letters, digits and dashes, at most 63, such as gateway',
    'gatewatch:gateways[0].selector is {}: expected at least one label of the Service, such as { app: gateway }',
    'gatewatch:gateways[0].servce is no key: did you mean "service"? there are service, namespace, selector, metricsPort, metricsTargetPort, pods, metricsToken, workload',
    'gatewatch:retention.loki is "2h": expected a duration such as 15s, 5m, 1h30m or 15d, at least 1d',
    'gatewatch:retention.temp is no key: did you mean "tempo"? there are prometheus, tempo, loki, alertmanager',
    'gatewatch:replicas.collector is 0: expected a whole number from 1 to 100',
    'gatewatch:sampling.keepPercent is 101: expected a number from 0 to 100',
    'gatewatch:grafanaUrl is "grafana.example.com/": expected an http or https URL without a slash at its end, such as https://grafana.example.com',
    expect.stringMatching(/^gatewatch:images\.tempo is "grafana\/tempo": expected registry\/name:version/),
    expect.stringMatching(
      /^gatewatch:images\.loki is "docker\.io\/grafana\/loki:latest": expected .* other than latest$/,
    ),
    expect.stringMatching(
      /^gatewatch:graphanaUrl is no key: did you mean "grafanaUrl"\? there are environment, /,
    ),
    `gatewatch:preset is "defult": expected one of ${Object.keys(presets).join(', ')}, or the path of a JSON file with one; did you mean "default"?`,
  ]);
});

it.each([
  ['environment', undefined, 'gatewatch:environment is missing'],
  ['gateways', [], 'at least one gateway'],
  ['gateways', 'none', 'a list of gateways'],
  ['intervals', { scrape: 15 }, 'gatewatch:intervals.scrape is 15: expected a duration'],
  ['intervals', { scrape: '500ms' }, 'at least 1s'],
  ['storage', { tempo: '20GB' }, 'gatewatch:storage.tempo is "20GB": expected an amount such as'],
  ['resources', { loki: { cpu: 'half' } }, 'gatewatch:resources.loki.cpu is "half": expected cores'],
  ['resources', { graphana: {} }, 'did you mean "grafana"?'],
  ['receivers', { 'On Call': { secret: 'x' } }, 'gatewatch:receivers.On Call'],
  ['receivers', { webhook: { secret: 'x', url: 'http://a' } }, 'gatewatch:receivers.webhook.url is no key'],
  [
    'receivers',
    { oncall: { secret: 'x' } },
    'gatewatch:routes.critical is "webhook": expected the name of a receiver; there are: oncall',
  ],
  ['receivers', { webhook: { secret: 'a' }, idle: { secret: 'b' } }, 'gatewatch:receivers.idle'],
  ['sampling', { slow: '10s', decisionWait: '5s' }, 'gatewatch:sampling.slow is "10s": expected less than'],
  [
    'sampling',
    { decisionWait: '500ms' },
    'gatewatch:sampling.decisionWait is "500ms": expected more than sampling.slow, which is 1s',
  ],
  [
    'preset',
    'api-gateway',
    'gatewatch:gateways[0].metricsToken is missing: expected the Secret with the admin token, such as ' +
      '{ secret: gateway-token }: /api/v1/metrics of the preset api-gateway asks for it',
  ],
])('refuses %s: %j', (key, value, message) => {
  expect(problems({ [key]: value }).join('\n')).toContain(message);
});

it('takes the token for metrics that ask for it', () => {
  const [gateway] = dev['gateways'] as readonly object[];
  const gateways = [{ ...gateway, metricsToken: { secret: 'gateway-token' } }];
  expect(problems({ preset: 'api-gateway', gateways })).toEqual([]);
});

it('says mistakes between keys together with mistakes of single keys', () => {
  const found = problems({ receivers: { oncall: { secret: 'x' } }, preset: 'nope' }).join('\n');
  expect(found).toContain('gatewatch:preset');
  expect(found).toContain('gatewatch:routes.critical');
});

it('accepts digests beside the tag, and ports in registry names', () => {
  const image = `registry.example.com:5000/team/tempo:1.5.0@sha256:${'a'.repeat(64)}`;
  expect(problems({ images: { tempo: image } })).toEqual([]);
});
