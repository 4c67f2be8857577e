import { type Options, readOptions, UsageExit } from './options';

const read = (...argv: string[]): { options?: Options; exitCode?: number; out: string; err: string } => {
  let [out, err] = ['', ''];
  const write = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  try {
    return { options: readOptions(argv, write), out, err };
  } catch (error) {
    if (!(error instanceof UsageExit)) throw error;
    return { exitCode: error.exitCode, out, err };
  }
};

test('without flags: the live view, every port chosen', () => {
  expect(read().options).toEqual({
    preset: 'default',
    check: false,
    record: false,
    directory: undefined,
    keep: false,
    rate: undefined,
    divide: undefined,
    grafana: true,
    ports: {},
  });
});

test('every flag', () => {
  const argv = [
    '--check',
    '--record',
    '--dir',
    '/tmp/run',
    '--keep',
    '--rate',
    '50',
    '--divide',
    '20',
    '--no-grafana',
    '--preset',
    'beamline',
  ];
  const ports = ['--port', 'gateway=8080', '--port', 'prometheus=9090'];
  expect(read(...argv, ...ports).options).toEqual({
    preset: 'beamline',
    check: true,
    record: true,
    directory: '/tmp/run',
    keep: true,
    rate: 50,
    divide: 20,
    grafana: false,
    ports: { gateway: 8080, prometheus: 9090 },
  });
});

test('--no-traffic wins over --rate', () => {
  expect(read('--rate', '50', '--no-traffic').options?.rate).toBe(0);
});

test('--help shows every port and exits with 0', () => {
  const { exitCode, out } = read('--help');
  expect(exitCode).toBe(0);
  expect(out).toContain('gateway-admin      metrics and health of gateway');
});

test.each([
  [['--chekc'], /unknown option '--chekc'/],
  [['check'], /too many arguments/],
  [['--rate', 'fast'], /A rate is a number from 0 to 1000/],
  [['--rate', '-1'], /from 0 to 1000/],
  [['--divide', '0'], /A divisor is a number from 1 to 1000/],
  [['--port', '8080'], /Write NAME=PORT, e\.g\. gateway=8080/],
  [['--port', 'door=8080'], /preset default has no port door; write NAME=PORT with one of: upstream, /],
  [['--preset', 'nginx'], /Allowed choices are default, beamline, /],
  [['--port', 'gateway=70000'], /A port is a whole number from 1 to 65535/],
  [['--dir'], /argument missing/],
])('%j is refused with usage and exit code 2', (argv, message) => {
  const { exitCode, err, options } = read(...argv);
  expect(options).toBeUndefined();
  expect(exitCode).toBe(2);
  expect(err).toMatch(message);
  expect(err).toContain('Usage: npm start --');
});
