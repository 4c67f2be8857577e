import type { FaultTable } from './fault';
import { defaultFaults } from './presets/default';

const TABLES: Readonly<Record<string, FaultTable>> = {
  default: defaultFaults,
};

/** The faults of a preset; none for one that is not known. */
export function faultsOf(preset: string): FaultTable {
  return TABLES[preset] ?? { faults: [] };
}

export { faultCoverage, type FaultCoverage } from './coverage';
export type * from './fault';
