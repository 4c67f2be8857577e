import { helper } from '../helper';
import { count, measure, optional } from '../step';

const TENANT = ['tenantId'] as const;

/** Orders of tenants. */
export const order = {
  /** The processing of an order ended. */
  processed: helper([count('orders.processed')], { event: 'order.processed', request: TENANT }),
};

/** Use of the gateway by tenant. */
export const tenant = {
  /** A request of a tenant ended. */
  request: helper([count('tenant.requests')], { request: TENANT }),
};

/** Business operations. `withOperation` records one from around its code. */
export const operation = {
  /** An operation ended; with `tenantId` it counts for the tenant as well. */
  completed: helper([measure('duration', 'operation.duration'), optional(count('tenant.operations'))]),
};
