import { randomBytes } from 'node:crypto';

const RESOURCE = {
  attributes: [{ key: 'service.name', value: { stringValue: 'another-service' } }],
} as const;

/** Sends log records of another service to a collector. @returns the status of the answer */
export function sendLogs(otlpHttp: string, count: number, at: Date, bytes: number): Promise<number> {
  const timeUnixNano = `${BigInt(at.getTime()) * 1_000_000n}`;
  const body = { stringValue: 'x'.repeat(bytes) };
  const logRecords = Array.from({ length: count }, () => ({ timeUnixNano, body }));
  return post(`${otlpHttp}/v1/logs`, { resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ logRecords }] }] });
}

/** Sends traces of one span each. @returns the status of the answer */
export function sendTraces(otlpHttp: string, count: number): Promise<number> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const spans = Array.from({ length: count }, () => ({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'job',
    kind: 1,
    startTimeUnixNano: `${now - 1_000_000n}`,
    endTimeUnixNano: `${now}`,
  }));
  return post(`${otlpHttp}/v1/traces`, { resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ spans }] }] });
}

async function post(url: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}
