import { canRead, registeredApiVersion } from '../tracing/api-version';
import { loadedCopies, type PackageCopy } from './copies';
import type { HealthReporter } from './reporter';

const COMPONENT = 'copies';

/**
 * Says which packages the gateway has loaded a second time. Degraded only where something is lost by it: a copy of the
 * OpenTelemetry API that takes ours for too old makes spans that go nowhere, and does so without a word.
 */
export function reportCopies(
  health: HealthReporter,
  copies: readonly PackageCopy[] = loadedCopies(),
  registered: string | undefined = registeredApiVersion(),
): void {
  const others = copies.filter(({ isOurs }) => !isOurs);
  if (others.length === 0) return;
  const isLost = ({ name, version }: PackageCopy): boolean =>
    name === '@opentelemetry/api' && registered !== undefined && !canRead(version, registered);
  const messages = others.map((copy) => {
    const { name, version, path } = copy;
    const what = `${name} ${version} in ${path}`;
    if (name === 'prom-client')
      return `${what} has a registry of its own: its metrics are not on the admin port`;
    return isLost(copy)
      ? `${what} cannot use the API ${registered} that is registered, its spans are lost: install one version`
      : `${what} works with the one that is registered`;
  });
  health.report(COMPONENT, others.some(isLost) ? 'degraded' : 'ok', messages.join('; '));
}
