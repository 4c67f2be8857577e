import { type Answer, type Target } from '../../dashboards';
import { verdict } from './verdict';

const target = { datasource: 'prometheus' } as Target;
const logs = { datasource: 'loki' } as Target;
const values = (...all: number[]): Answer => ({
  kind: 'series',
  series: [{ labels: {}, points: all.map((value, at) => [at, value] as const) }],
  exemplars: [],
});
const lines = (count: number): Answer => ({
  kind: 'lines',
  lines: Array.from({ length: count }, () => ({ at: 0, labels: {}, line: 'x' })),
});
const nothing: Answer = { kind: 'series', series: [], exemplars: [] };

describe('verdict', () => {
  it('wants one finite sample of data', () => {
    expect(verdict('data', target, values(NaN, 0)).ok).toBe(true);
    expect(verdict('data', target, values(NaN, Infinity)).ok).toBe(false);
    expect(verdict('data', target, nothing).ok).toBe(false);
  });

  it('wants 0, and not absence, while all is well', () => {
    expect(verdict('quiet', target, values(0, NaN, 0)).ok).toBe(true);
    expect(verdict('quiet', target, values(0, 0.1)).ok).toBe(false);
    expect(verdict('quiet', target, nothing)).toEqual({ ok: false, detail: 'absent: no finite sample' });
    expect(verdict('quiet', target, values(NaN)).ok).toBe(false);
  });

  it('wants more than 0 under a fault', () => {
    expect(verdict('fault', target, values(0, 0.1)).ok).toBe(true);
    expect(verdict('fault', target, values(0, 0)).ok).toBe(false);
  });

  it('of logs wants no lines while all is well, and some under a fault', () => {
    expect(verdict('quiet', logs, lines(0)).ok).toBe(true);
    expect(verdict('quiet', logs, lines(1)).ok).toBe(false);
    expect(verdict('fault', logs, lines(1)).ok).toBe(true);
    expect(verdict('fault', logs, lines(0)).ok).toBe(false);
    expect(verdict('quiet', logs, nothing).ok).toBe(true);
    expect(verdict('quiet', logs, values(0)).ok).toBe(true);
    expect(verdict('quiet', logs, values(0, 2)).ok).toBe(false);
    expect(verdict('fault', logs, nothing).ok).toBe(false);
  });
});
