import type { ClosedLabel, Label, LabelValue } from './label';
import type { Metric } from './metric';
import { alertOperations } from './packs/alert-operations';
import { circuitBreaker } from './packs/circuit-breaker';
import { connector } from './packs/connector';
import { database } from './packs/database';
import { deployment } from './packs/deployment';
import { otlpExport } from './packs/export';
import { generation } from './packs/generation';
import { http } from './packs/http';
import { httpTraffic } from './packs/http-traffic';
import { idempotency } from './packs/idempotency';
import { infrastructure } from './packs/infrastructure';
import { llm } from './packs/llm';
import { providerHealth } from './packs/provider';
import { rateLimit } from './packs/rate-limit';
import { runtime } from './packs/runtime';
import { security } from './packs/security';
import { self } from './packs/self';
import { stack } from './packs/stack';
import { tasks } from './packs/tasks';
import { tenantBusiness } from './packs/tenant-business';
import { websocket, websocketMessages } from './packs/websocket';

/** The packs by name. A pack is a set of metrics that a preset switches on together. */
export const packs = {
  http,
  'http-traffic': httpTraffic,
  runtime,
  idempotency,
  'rate-limit': rateLimit,
  llm,
  provider: providerHealth,
  'circuit-breaker': circuitBreaker,
  'tenant-business': tenantBusiness,
  deployment,
  tasks,
  connector,
  database,
  websocket,
  'websocket-messages': websocketMessages,
  generation,
  security,
  infrastructure,
  export: otlpExport,
  self,
  stack,
  'alert-operations': alertOperations,
} as const;
export type PackName = keyof typeof packs;

/** Every metric of the contract by id. Rules and boards refer to ids, never to exposed names. */
export const contract = {
  ...http,
  ...httpTraffic,
  ...runtime,
  ...idempotency,
  ...rateLimit,
  ...llm,
  ...providerHealth,
  ...circuitBreaker,
  ...tenantBusiness,
  ...deployment,
  ...tasks,
  ...connector,
  ...database,
  ...websocket,
  ...websocketMessages,
  ...generation,
  ...security,
  ...infrastructure,
  ...otlpExport,
  ...self,
  ...stack,
  ...alertOperations,
} as const;

export type Contract = typeof contract;
export type MetricId = keyof Contract;

/** Ids of the metrics of the given type; `rate()` of a gauge is thus a compile error. */
export type MetricIdOf<T extends Metric['type']> = {
  [I in MetricId]: Contract[I]['type'] extends T ? I : never;
}[MetricId];

/** Label keys of a metric (the contract's own, not the exposed names). */
export type LabelKey<I extends MetricId> = Extract<keyof Contract[I]['labels'], string>;

/** Values that a label of a metric may have: literals where its set is closed, else `string`. */
export type ValueOf<I extends MetricId, K extends LabelKey<I>> = Contract[I]['labels'][K] extends Label
  ? LabelValue<Contract[I]['labels'][K]>
  : never;

/** Labels of one sample: each key of the metric, each value inside its set. */
export type Labels<I extends MetricId> = { readonly [K in LabelKey<I>]: ValueOf<I, K> };

/** Unit of a metric, as a literal. */
export type UnitOf<I extends MetricId> = Contract[I]['unit'];

/** The metric with this id, with its general type. */
export function metric(id: MetricId): Metric {
  return contract[id];
}

/** True if the label has a closed value set. */
export function isClosed(label: Label): label is ClosedLabel {
  return label.kind === 'closed';
}
