import type { IncomingMessage } from 'node:http';
import { Sampling } from './control';
import { DEFAULT_POLICY, type SamplingPolicy } from './policy';

const policy = (more: Partial<SamplingPolicy>): SamplingPolicy => ({ ...DEFAULT_POLICY, ...more });

function request(url: string, method = 'GET', headers: Record<string, string> = {}): IncomingMessage {
  return { url, method, headers } as unknown as IncomingMessage;
}

describe('rules', () => {
  const sampling = new Sampling(
    policy({
      rules: [
        { route: '/health/**', ratio: 0 },
        { route: '/orders/:id/items/*', method: 'POST', ratio: 0.5 },
        { tenant: 'acme', ratio: 1 },
        { route: '/', ratio: 0.25 },
      ],
    }),
  );

  it.each([
    [request('/health'), 0],
    [request('/health/live?x=1'), 0],
    [request('/healthy'), undefined],
    [request('/orders/7/items/8?a=/b/c', 'POST'), 0.5],
    [request('/orders/7/items/8'), undefined],
    [request('/orders/7/items', 'POST'), undefined],
    [request('/orders/7/items/8/9', 'POST'), undefined],
    [request('/any', 'GET', { 'x-tenant-id': 'acme' }), 1],
    [request('/health', 'GET', { 'x-tenant-id': 'acme' }), 0],
    [request('http://gateway/'), 0.25],
  ])('%# give a share', (given, ratio) => {
    const share = sampling.shareOf(given);
    expect(share).toEqual(ratio === undefined ? undefined : { reason: 'rule', ratio });
  });

  it('change at run time, and a bad policy changes nothing', () => {
    const changing = new Sampling(DEFAULT_POLICY);
    expect(changing.shareOf(request('/a'))).toBeUndefined();
    expect(changing.set({ rules: [{ route: '/a', ratio: 0.5 }], ratio: 0.1 })).toEqual([]);
    expect(changing.shareOf(request('/a'))).toEqual({ reason: 'rule', ratio: 0.5 });
    expect(changing.set({ ratio: -1, rules: [] })).toHaveLength(1);
    expect(changing.get()).toMatchObject({
      ratio: 0.1,
      rules: [{ route: '/a', ratio: 0.5 }],
      state: { ratio: 0.1 },
    });
    expect(changing.set(changing.get())).toEqual([]);
  });
});

describe('the force header', () => {
  const sampling = new Sampling(policy({ rules: [{ ratio: 0 }] }), {
    header: 'x-force',
    secret: 'open sesame',
  });

  it('counts only with the whole secret', () => {
    expect(sampling.shareOf(request('/', 'GET', { 'x-force': 'open sesame' }))).toEqual({ reason: 'forced' });
    for (const wrong of ['', '1', 'open', 'open sesamE', 'open sesame ', 'x'.repeat(9999)]) {
      expect(sampling.shareOf(request('/', 'GET', { 'x-force': wrong }))).toEqual({
        reason: 'rule',
        ratio: 0,
      });
    }
  });

  it('does nothing while no secret is configured', () => {
    expect(new Sampling(DEFAULT_POLICY).shareOf(request('/', 'GET', { 'x-force': '' }))).toBeUndefined();
  });
});

describe('a target', () => {
  /** Lets a load run against the ratio for some windows of 5 s; gives the ratio and spans per second of each. */
  function run(
    sampling: Sampling,
    clock: { now: number },
    requestsPerSecond: number,
    windows: number,
  ): number[][] {
    return Array.from({ length: windows }, () => {
      const ratio = sampling.ratio();
      const spans = Math.round(requestsPerSecond * ratio * 5);
      for (let n = 0; n < spans; n++) sampling.countSpan();
      clock.now += 5000;
      return [ratio, spans / 5];
    });
  }

  it('is met within two windows, and then the ratio rests while the load wavers', () => {
    const clock = { now: 0 };
    const sampling = new Sampling(policy({ targetSpansPerSecond: 100 }), undefined, () => clock.now);
    const steady = run(sampling, clock, 2000, 6);
    expect(steady.map(([, rate]) => rate)).toEqual([2000, 100, 100, 100, 100, 100]);
    const wavering = [2200, 1800, 2300, 1700].flatMap((load) => run(sampling, clock, load, 1));
    expect(new Set(wavering.map(([ratio]) => ratio))).toEqual(new Set([0.05]));
  });

  it('is approached from below step by step, and the ratio of the policy stays the most', () => {
    const clock = { now: 0 };
    const sampling = new Sampling(
      policy({ ratio: 0.4, targetSpansPerSecond: 100 }),
      undefined,
      () => clock.now,
    );
    run(sampling, clock, 10_000, 3);
    expect(sampling.ratio()).toBeCloseTo(0.01);
    expect(run(sampling, clock, 0, 8).map(([ratio]) => Number(ratio?.toFixed(9)))).toEqual([
      0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.4, 0.4,
    ]);
    expect(sampling.get()).toMatchObject({ ratio: 0.4, state: { ratio: 0.4 } });
  });
});
