/**
 * Variables that boards have, with the titles that they are shown under. A name means the same on every board, so that a
 * link can take what was chosen along.
 */
export const VARIABLES = {
  environment: 'Environment',
  service: 'Service',
  route: 'Route',
  tenant: 'Tenant',
  operation: 'Operation',
  provider: 'Provider',
  model: 'Model',
  dependency: 'Dependency',
  connector: 'Connector',
  ring: 'Ring',
  application: 'Application',
  task: 'Task',
  framework: 'Framework',
  client: 'Client',
  limit: 'Limit',
  objective: 'Objective',
  alert: 'Alert',
  severity: 'Severity',
  job: 'Job',
} as const;

export type VariableName = keyof typeof VARIABLES;

/** What "All" stands for. It also matches series that lack the label, so no source has to carry every label. */
export const ALL_VALUE = '.*';

/** Values of the variables as with "All" chosen for each. */
export const ALL_VARIABLES = Object.fromEntries(
  Object.keys(VARIABLES).map((name) => [name, ALL_VALUE]),
) as Readonly<Record<VariableName, typeof ALL_VALUE>>;

/** Matches what a variable has chosen, e.g. `where: { tenant: chosen('tenant') }`. */
export function chosen<N extends VariableName>(name: N): { readonly regex: `$${N}` } {
  return { regex: `$${name}` };
}
