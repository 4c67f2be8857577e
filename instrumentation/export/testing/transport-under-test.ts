import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { OtlpTarget } from '../../config/types';
import type { SendResult, Transport } from '../transport';

/** A target with the defaults of the configuration, apart from what is given. */
export function target(given: Partial<OtlpTarget> & Pick<OtlpTarget, 'endpoint' | 'protocol'>): OtlpTarget {
  return {
    headers: {},
    timeoutMs: 5_000,
    compression: 'none',
    tls: { certificate: undefined, clientKey: undefined, clientCertificate: undefined },
    ...given,
  };
}

/** Spans that have ended. */
export function endedSpans(count: number): ReadableSpan[] {
  const tracer = new TracerProvider().getTracer('test');
  return Array.from({ length: count }, (_, n) => {
    const span = tracer.startSpan(`span ${n}`, {
      attributes: { text: 'a text that repeats itself '.repeat(20) },
    });
    span.end();
    return span as unknown as ReadableSpan;
  });
}

/** One export call. */
export function send<T>(transport: Transport<T>, items: readonly T[]): Promise<SendResult> {
  return new Promise((resolve) => transport.send(items, resolve));
}
