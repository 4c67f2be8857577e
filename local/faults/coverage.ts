import { DEAD_MANS_SWITCH } from '../../alerts';
import type { FaultTable, Unprovable } from './fault';

/** How a table of faults covers the alerts of a preset. */
export interface FaultCoverage {
  /** Alerts that some fault provokes. */
  readonly covered: readonly string[];
  /** Alerts that nothing from outside can provoke here, with the reason. */
  readonly unprovable: readonly Unprovable[];
  /** Alerts that have neither: a mistake of the table. */
  readonly missing: readonly string[];
  /** What the table names and the preset does not have. */
  readonly unknown: readonly string[];
}

/** @param alerts names of the alerts that the preset has; the Watchdog needs no fault, for it fires all the time */
export function faultCoverage(alerts: readonly string[], table: FaultTable): FaultCoverage {
  const { faults, unprovable = [] } = table;
  const proven = new Set<string>(faults.flatMap(({ proves }) => proves.map(({ alert }) => alert)));
  const excused = new Set<string>(unprovable.map(({ alert }) => alert));
  const wanted = alerts.filter((alert) => alert !== DEAD_MANS_SWITCH);
  return {
    covered: wanted.filter((alert) => proven.has(alert)),
    unprovable: unprovable.filter(({ alert }) => alerts.includes(alert)),
    missing: wanted.filter((alert) => !proven.has(alert) && !excused.has(alert)),
    unknown: [...proven, ...excused].filter((alert) => !alerts.includes(alert)),
  };
}
