import { createRequire } from 'node:module';

interface Fault {
  readonly errorRatio: number;
  readonly latencyMs: number;
}
interface Faults {
  current(who?: string): Fault;
  next(who?: string): Fault & { readonly fails: boolean };
  control(method: string, who: string, body: object, response: object): void;
}

const { createFaults } = createRequire(__filename)('./faults') as {
  createFaults(none: Fault, names?: readonly string[]): Faults;
};
const NONE: Fault = { errorRatio: 0, latencyMs: 0 };

/** Status and body that a request for the faults is answered with. */
function asked(faults: Faults, method: string, who: string, body: object = {}): [number, unknown] {
  let status = 0;
  let text = '';
  const response = { writeHead: (code: number) => (status = code), end: (sent: string) => (text = sent) };
  faults.control(method, who, body, response);
  return [status, JSON.parse(text)];
}

const failing = (faults: Faults, who: string, calls: number): number =>
  Array.from({ length: calls }, () => faults.next(who)).filter(({ fails }) => fails).length;

test('a share of the calls fails, exactly', () => {
  const faults = createFaults(NONE, ['a', 'b']);
  expect(failing(faults, 'a', 100)).toBe(0);
  asked(faults, 'POST', 'a', { errorRatio: 0.25 });
  expect(failing(faults, 'a', 100)).toBe(25);
  asked(faults, 'POST', 'a', { errorRatio: 1 });
  expect(failing(faults, 'a', 3)).toBe(3);
  expect(failing(faults, 'b', 10)).toBe(0);
});

test('a fault of nobody in particular is one of all, until all are cleared', () => {
  const faults = createFaults(NONE, ['a', 'b']);
  expect(asked(faults, 'POST', '', { latencyMs: 5 })).toEqual([
    200,
    { a: { errorRatio: 0, latencyMs: 5 }, b: { errorRatio: 0, latencyMs: 5 } },
  ]);
  expect(faults.next('b').latencyMs).toBe(5);
  expect(asked(faults, 'DELETE', '')).toEqual([200, {}]);
  expect(faults.current('b')).toEqual(NONE);
});

test('without names anybody has a fault of their own', () => {
  const faults = createFaults(NONE);
  asked(faults, 'POST', 'x', { errorRatio: 1 });
  expect([faults.next('x').fails, faults.next('').fails]).toEqual([true, false]);
});

test('what is wrong is named, and changes nothing', () => {
  const faults = createFaults(NONE, ['a']);
  expect(asked(faults, 'POST', 'a', { errorRatio: 'half', speed: 1 })).toEqual([
    400,
    { error: 'allowed are numbers from 0 on for errorRatio, latencyMs; not errorRatio: half, speed: 1' },
  ]);
  expect(asked(faults, 'POST', 'c')).toEqual([400, { error: 'no fault of c; there can be one of a' }]);
  expect(asked(faults, 'GET', '')).toEqual([200, {}]);
});
