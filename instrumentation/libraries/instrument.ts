import type { TracerProvider } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { createRequire } from 'node:module';
import type { InstrumentedName } from './catalogue';
import { guardPatches } from './guard';
import { OPTIONS } from './options';

/** Package that depends on all instrumentations. It is never loaded itself: that would load all of them. */
const COLLECTION = '@opentelemetry/auto-instrumentations-node';

type InstrumentationClass = new (options: object) => Instrumentation;

/**
 * Loads the instrumentation of one library and switches it on. Throws if that fails.
 * @param onPatchError told when a patch of the library fails later; the library then stays as it is
 */
export function instrument(
  name: InstrumentedName,
  tracers: TracerProvider,
  onPatchError: (error: unknown) => void,
): void {
  const load = createRequire(require.resolve(COLLECTION));
  const exported = load(`@opentelemetry/instrumentation-${name}`) as Record<string, unknown>;
  const Class = Object.entries(exported).find(([key]) => key.endsWith('Instrumentation'))?.[1];
  if (typeof Class !== 'function') throw new Error(`@opentelemetry/instrumentation-${name} exports no class`);
  // Off until its patches are guarded and its spans go to the right place.
  const instrumentation = new (Class as InstrumentationClass)({ ...OPTIONS[name], enabled: false });
  instrumentation.setTracerProvider(tracers);
  guardPatches(instrumentation, onPatchError);
  instrumentation.setConfig({ ...instrumentation.getConfig(), enabled: true });
  instrumentation.enable();
}
