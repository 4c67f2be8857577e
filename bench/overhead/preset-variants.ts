import { presets } from '../../instrumentation/presets';
import type { Goal } from './goals';
import { gatewatch, type Variant } from './variants';

/** The two ways in which the texts behind the presets speak of cost. */
export type Extent = 'metrics' | 'everything';

export interface PresetVariant {
  readonly preset: string;
  readonly extent: Extent;
  readonly variant: Variant;
}

/**
 * Requests a second of an ordinary load. The texts demand shares of a CPU and name no load; the most that follows from
 * their own numbers is that of `api-gateway`: 1,000 active spans at a mean response time of 5 s, where its alert is.
 * That makes 200 a second by Little's law, and the others name nothing above it.
 */
export const ORDINARY_RATE = 200;

/** Most of one core that the preload may add, in per cent. */
export const MOST_OF_A_CORE: Readonly<Record<Extent, number>> = { metrics: 2, everything: 5 };

const ENV: Readonly<Record<Extent, Readonly<Record<string, string>>>> = {
  metrics: { OTEL_TRACES_EXPORTER: 'none', GATEWATCH_LOGS_CORRELATION: 'false' },
  everything: {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
    GATEWATCH_LOGS_CORRELATION: 'true',
  },
};

/** @param adminPorts a free port for each variant */
export function presetVariants(adminPorts: readonly number[]): readonly PresetVariant[] {
  const extents = Object.keys(ENV) as Extent[];
  return Object.keys(presets)
    .filter((preset) => preset !== 'default')
    .flatMap((preset) => extents.map((extent) => ({ preset, extent })))
    .map(({ preset, extent }, index) => {
      const env = {
        ...ENV[extent],
        GATEWATCH_PRESET: preset,
        GATEWATCH_ADMIN_PORT: String(adminPorts[index]),
      };
      return { preset, extent, variant: gatewatch(`${preset}, ${extent}`, env) };
    });
}

/** Whether a preset keeps within its share. @param added per cent of one core, median */
export function shareGoal({ preset, extent }: PresetVariant, added: number): Goal {
  const limit = MOST_OF_A_CORE[extent];
  return {
    goal: `${preset}, ${extent}: less than ${limit} % of one core at ${ORDINARY_RATE} requests/s`,
    measured: `${added.toFixed(2)} %`,
    isMet: added < limit,
  };
}
