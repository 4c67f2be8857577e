import { loadConfig } from './load';

const noticesOf = (env: Record<string, string>): readonly string[] => loadConfig(env).notices;

test('one line says that tracing is on and where traces go; none unless asked for', () => {
  const env = { GATEWATCH_PRESET: 'beamline', GATEWATCH_START_LINE: 'true' };
  expect(noticesOf(env)).toEqual([
    'preset beamline; tracing is on, traces go over OTLP (grpc) to http://localhost:4317; logs stay here',
  ]);
  expect(noticesOf({ GATEWATCH_PRESET: 'beamline' })).toEqual([]);
});

test('it says when tracing is off, and where logs go', () => {
  const [line] = noticesOf({
    GATEWATCH_START_LINE: 'true',
    OTEL_TRACES_EXPORTER: 'none',
    GATEWATCH_LOGS_EXPORT: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317',
  });
  expect(line).toMatch(/tracing is off; logs go to http:\/\/collector:4317/);
  expect(noticesOf({ GATEWATCH_START_LINE: 'true', OTEL_TRACES_EXPORTER: 'console' })[0]).toMatch(
    /tracing is on, traces go to the console;/,
  );
});
