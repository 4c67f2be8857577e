/** What this project reads and writes of OpenSLO: version v1, kind SLO, with the indicator inline. */
export const OPENSLO_VERSION = 'openslo/v1';

/** Annotations for what OpenSLO has no field for. */
export const ANNOTATIONS = {
  /** Label keys of the contract, separated by commas. */
  groupBy: 'gatewatch/group-by',
  /** Whole number. */
  minBadEvents: 'gatewatch/min-bad-events',
  /** `severity share long short`, separated by semicolons. */
  pairs: 'gatewatch/burn-pairs',
} as const;

/** OpenSLO wants a service; ours are a group, so that one objective holds for each. */
export const ALL_SERVICES = 'gateway';

/** A slice is an evaluation, which is shorter; the shortest that OpenSLO's tools take. */
export const TIME_SLICE = { timeSliceTarget: 1, timeSliceWindow: '1m' } as const;

export interface MetricSource {
  readonly metricSource: { readonly type: 'Prometheus'; readonly spec: { readonly query: string } };
}
