import type { Preset } from '../contract';
import { apiGateway } from './api-gateway';
import { beamline } from './beamline';
import { defaultPreset } from './default';
import { eucora } from './eucora';
import { gatewayz } from './gatewayz';
import { warehouseHub } from './warehouse-hub';

/** Presets by name, as `GATEWATCH_PRESET` and the stack configuration select them. */
export const presets: Readonly<Record<string, Preset>> = {
  default: defaultPreset,
  beamline,
  gatewayz,
  'warehouse-hub': warehouseHub,
  eucora,
  'api-gateway': apiGateway,
};
