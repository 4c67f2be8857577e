import type { FaultTable } from './fault';
import { apiGatewayFaults } from './presets/api-gateway';
import { beamlineFaults } from './presets/beamline';
import { defaultFaults } from './presets/default';
import { eucoraFaults } from './presets/eucora';
import { gatewayzFaults } from './presets/gatewayz';
import { warehouseHubFaults } from './presets/warehouse-hub';

const TABLES: Readonly<Record<string, FaultTable>> = {
  default: defaultFaults,
  'api-gateway': apiGatewayFaults,
  beamline: beamlineFaults,
  eucora: eucoraFaults,
  gatewayz: gatewayzFaults,
  'warehouse-hub': warehouseHubFaults,
};

/** The faults of a preset; none for one that is not known. */
export function faultsOf(preset: string): FaultTable {
  return TABLES[preset] ?? { faults: [] };
}

export { faultCoverage, type FaultCoverage } from './coverage';
export type * from './fault';
