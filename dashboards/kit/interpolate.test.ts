import { interpolate } from './interpolate';

const time = { rateInterval: '60s', interval: '30s', range: '1h' };
const fill = (expr: string, variables = {}, kind: 'prometheus' | 'loki' | 'tempo' = 'prometheus') =>
  interpolate(expr, variables, time, kind);

describe('interpolate', () => {
  it('fills in the durations', () => {
    expect(fill('rate(a[$__rate_interval]) $__interval ${__range} $__range_s $__interval_ms $__auto')).toBe(
      'rate(a[60s]) 30s 1h 3600 30000 30s',
    );
  });

  it('inserts the value of All as it is', () => {
    expect(fill('up{service=~"$service"}', { service: '.*' })).toBe('up{service=~".*"}');
  });

  it('inserts one chosen value, and several as alternatives', () => {
    expect(fill('up{s=~"$s"}', { s: ['orders'] })).toBe('up{s=~"orders"}');
    expect(fill('up{s=~"$s"}', { s: ['a', 'b'] })).toBe('up{s=~"(a|b)"}');
    expect(fill('{s=~"$s"}', { s: ['a', 'b'] }, 'loki')).toBe('{s=~"a|b"}');
  });

  it('escapes chosen values for the regular expression and the string around it', () => {
    expect(fill('a{r=~"$r"}', { r: ['/v1.0/{id}'] })).toBe(String.raw`a{r=~"/v1\\.0/\\{id\\}"}`);
    expect(fill('a{r=~"$r"}', { r: ['say "hi"'] })).toBe(String.raw`a{r=~"say \"hi\""}`);
  });

  it('writes what a format asks for', () => {
    const variables = { s: ['a.b', 'c'] };
    expect(fill('${s:regex}', variables)).toBe(String.raw`(a\.b|c)`);
    expect(fill('${s:pipe} ${s:csv} [[s:raw]]', variables)).toBe('a.b|c a.b,c a.b,c');
    expect(fill('${s:percentencode}', { s: ['a b'] })).toBe('a%20b');
  });

  it('does not mistake a longer name for a shorter one', () => {
    expect(fill('$service_name', { service: 'x', service_name: 'y' })).toBe('y');
  });

  it('names all that is wrong at once', () => {
    expect(() => fill('$nope ${s:shout}', { s: 'x' })).toThrow(
      /variable "nope" has no value.*format "shout"/s,
    );
  });
});
