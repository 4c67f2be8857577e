import { collectForEachTest } from './collected';
import { request, startGateway } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);

const collector = collectForEachTest();
const { gateway } = collector;
const withId = (id: string) => ({ headers: { 'x-correlation-id': id } });

it('takes the id that a caller gives, returns, records, logs and sends it on', async () => {
  const upstream = await startGateway('traced.cjs', { preload: false });
  const { url, stdout } = await gateway({ UPSTREAM_URL: upstream.url });
  const answer = await request(`${url}/proxy`, withId('order-7:a.b_c'));
  expect(answer.headers['x-correlation-id']).toBe('order-7:a.b_c');
  expect(JSON.parse(answer.body)).toMatchObject({ 'x-correlation-id': 'order-7:a.b_c' });
  await request(`${url}/log`, withId('order-8'));
  const line = await until('a line is written', () => /.*order taken.*/.exec(stdout())?.[0]);
  expect(JSON.parse(line)).toMatchObject({ correlation_id: 'order-8', trace_id: expect.any(String) });
  const spans = await until('spans', () => collector.spans.length >= 3 && collector.spans);
  const ids = spans.filter(({ kind }) => kind === 2).map(({ attributes }) => attributes['correlation_id']);
  expect(ids.sort()).toEqual(['order-7:a.b_c', 'order-8']);
});

it('makes the trace id the id of a request without a valid one', async () => {
  const { url, stdout } = await gateway();
  for (const bad of ['', 'a b', 'x'.repeat(129), '"},{"', 'é']) {
    const { headers } = await request(`${url}/ok`, withId(bad));
    expect(headers['x-correlation-id']).toMatch(/^[0-9a-f]{32}$/);
  }
  const { headers } = await request(`${url}/log`);
  const line = await until('a line is written', () => /.*order taken.*/.exec(stdout())?.[0]);
  expect((JSON.parse(line) as Record<string, unknown>)['trace_id']).toBe(headers['x-correlation-id']);
});

it('adds no header if the variable says none', async () => {
  const { url } = await gateway({ GATEWATCH_CORRELATION_HEADER: 'none' });
  expect((await request(`${url}/ok`, withId('a'))).headers).not.toHaveProperty('x-correlation-id');
});
