import type { Example } from '../../examples/frame';
import { apiGatewayExample } from '../../examples/api-gateway/example';
import { beamlineGateway } from '../../examples/beamline-gateway/example';
import { eucoraGateway } from '../../examples/eucora-gateway/example';
import { expressGateway } from '../../examples/express-gateway/example';
import { gatewayzGateway } from '../../examples/gatewayz-gateway/example';
import { warehouseHubGateway } from '../../examples/warehouse-hub-gateway/example';
import { presets } from '../../instrumentation/presets';

/** The example of each preset, by the preset's name. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  default: expressGateway,
  'api-gateway': apiGatewayExample,
  beamline: beamlineGateway,
  eucora: eucoraGateway,
  gatewayz: gatewayzGateway,
  'warehouse-hub': warehouseHubGateway,
};

/** Presets that `--preset` takes. */
export const PRESET_NAMES: readonly string[] = Object.keys(presets);

export const DEFAULT_PRESET = 'default';

/**
 * The example of a preset.
 * @throws Error naming the presets that have one
 */
export function exampleOf(preset: string): Example {
  const example = EXAMPLES[preset];
  if (example !== undefined) return example;
  throw new Error(
    `preset ${preset} has no example to run yet; those that have one: ${Object.keys(EXAMPLES).join(', ')}`,
  );
}
