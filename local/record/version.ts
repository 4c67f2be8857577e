import { createHash } from 'node:crypto';
import { bind, familiesOf, type Preset } from '../../instrumentation/contract';

/**
 * A hash of what a preset exposes. A recorded run of another version shows nothing about this one: a renamed metric, a
 * moved bucket, a further endpoint make it invalid.
 */
export function presetVersion(preset: Preset): string {
  const families = [...bind(preset).values()].flatMap((metric) =>
    familiesOf(metric).map((family) => [metric.id, metric.spec.type, family]),
  );
  const { endpoints, scrape, resource, spanAttributes, logs, propagators, otlp } = preset;
  const text = JSON.stringify([
    families,
    endpoints,
    scrape,
    resource,
    spanAttributes,
    logs,
    propagators,
    otlp,
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
