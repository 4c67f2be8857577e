import { capped } from './label';

/** Labels that several packs share, so that a query which joins their metrics finds the same values on both sides. */

/** Customer of a multi-tenant gateway, by a name that operators chose: never a key, an address or a user. */
export const tenant = capped('tenant_id', 100, 'Tenant, by its configured name.');

/** Company or system that serves models. */
export const provider = capped('provider', 20, 'Provider that serves the model, e.g. `openrouter`.');

/** Model name as configured. What a client sends is mapped to a configured name first: clients invent names. */
export const model = capped('model', 50, 'Model by its configured name, e.g. `gpt-4`.');

/** Something that the gateway calls, or an instance of which it routes to. */
export const dependency = capped('service', 30, 'Service that the gateway depends on.');

/** Kind of a failure. */
export const errorType = capped(
  'error_type',
  30,
  'Class of the error or a stable code such as `timeout`; never its message.',
);
