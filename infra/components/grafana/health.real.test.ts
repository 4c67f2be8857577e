import { GRAFANA_HEALTH_PATH } from './config';

/** A Grafana that runs somewhere: there is no package of it to run here. */
const url = process.env['GATEWATCH_GRAFANA_URL'];
if (url === undefined) {
  process.stdout.write('Left out: the health of a real Grafana, as GATEWATCH_GRAFANA_URL names none.\n');
}

(url === undefined ? it.skip : it)('a Grafana answers under the path that its probes ask', async () => {
  const response = await fetch(new URL(GRAFANA_HEALTH_PATH, url), { signal: AbortSignal.timeout(10_000) });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.json()).toMatchObject({ database: 'ok' });
});
