import { familiesOf, boundMetric } from '../../instrumentation/contract';
import { prometheusClient, type RawSamples } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';
import { gatewaySelector } from './gateway-selector';

/** Longer than any scenario. */
const WINDOW_SECONDS = 3600;

/**
 * Every sample of the gateway's requests that Prometheus has now comes to the long-term storage, at its time and with its
 * value.
 * @throws Error if one does not, with how many
 */
export async function proveRemoteWrite(stack: RunningStack, timeoutMs: number): Promise<string> {
  const { remoteStorage } = stack.endpoints;
  if (remoteStorage === undefined) throw new Error('the stack writes to no remote storage');
  const metric = boundMetric(stack.binding, 'http.requests');
  const [family] = familiesOf(metric);
  const selector = (family?.name ?? '') + gatewaySelector(stack, family);
  const external = new Set(Object.keys(stack.preset.scrape?.externalLabels ?? {}));
  const samples = async (url: string): Promise<ReadonlySet<string>> =>
    new Set(
      (await prometheusClient(url).rawSamples(selector, WINDOW_SECONDS)).flatMap((one) =>
        sampleKeys(one, external),
      ),
    );
  const sent = await samples(stack.endpoints.prometheus);
  if (sent.size === 0) throw new Error(`Prometheus has no sample of ${selector}`);
  let missing = sent.size;
  await eventually(
    async () => {
      const stored = await samples(remoteStorage);
      missing = [...sent].filter((sample) => !stored.has(sample)).length;
      return missing === 0 ? true : undefined;
    },
    { what: `samples of ${selector} in the remote storage`, timeoutMs },
  ).catch((error: Error) => {
    throw new Error(`${missing} of ${sent.size} samples are missing: ${error.message}`);
  });
  return `${sent.size} samples of ${family?.name} read back, each at its time and with its value`;
}

/** One text for each sample, without the labels that Prometheus adds to all that leaves it. */
function sampleKeys({ labels, samples }: RawSamples, external: ReadonlySet<string>): readonly string[] {
  const own = Object.entries(labels).filter(([name]) => !external.has(name));
  const series = JSON.stringify(own.sort());
  return samples.map(([at, value]) => `${series} ${at} ${value}`);
}
