import type { Binding } from '../../../instrumentation/contract';
import type { AlertCase } from '../case';
import { seriesBuilder } from '../series';
import { availabilityCases } from './availability';
import { errorRatioCases } from './error-ratio';
import { exportCases } from './export';
import { instrumentationCases } from './instrumentation';
import { latencyCases } from './latency';
import { runtimeCases } from './runtime';
import { stackCases } from './stack';
import { upstreamCases } from './upstream';

/** Every case, with the series of the binding. */
export function alertCases(binding: Binding, jobs?: readonly string[]): readonly AlertCase[] {
  const s = seriesBuilder(binding, jobs);
  return [
    errorRatioCases,
    latencyCases,
    upstreamCases,
    availabilityCases,
    runtimeCases,
    exportCases,
    instrumentationCases,
    stackCases,
  ].flatMap((cases) => cases(s));
}
