import type { Gateway } from './gateway';
import { stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { startTracedGateway } from './traced-gateway';
import { until } from './until';

/** What gateways of the current test have sent. */
export interface Collected {
  readonly spans: OtlpReceiver['spans'];
  readonly logs: OtlpReceiver['logs'];
  /** Starts a gateway that sends its traces here. */
  gateway(env?: Readonly<Record<string, string>>): Promise<Gateway>;
  /** All spans, as soon as there are so many. */
  received(count: number): Promise<OtlpReceiver['spans']>;
}

/** Registers a receiver of OTLP for each test of a file; it ends with the test, and so do all gateways. */
export function collectForEachTest(): Collected {
  let receiver: OtlpReceiver;
  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(async () => {
    await stopGateways();
    await receiver.stop();
  });
  return {
    get spans() {
      return receiver.spans;
    },
    get logs() {
      return receiver.logs;
    },
    gateway: (env) => startTracedGateway(receiver.endpoint, env),
    received: (count) =>
      until(`${count} spans`, () => (receiver.spans.length >= count ? receiver.spans : undefined)),
  };
}
