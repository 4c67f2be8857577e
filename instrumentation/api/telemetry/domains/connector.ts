import { guarded, helper } from '../helper';
import { flag, measure } from '../step';
import type { Input } from '../step';
import { timestamp } from '../units';

const OPERATION = [measure('duration', 'connector.operation.duration')] as const;
const ended = helper(OPERATION, { event: 'connector.operation' });
const succeeded = helper([measure('at', 'connector.last_success')]);

/** Connectors to other systems. */
export const connector = {
  /** Whether a connector reaches its system. */
  health: helper([flag('healthy', 'connector.health')]),
  /** An operation ended. One that succeeded also sets the time of the last success. */
  operation: guarded((input: Input<typeof OPERATION>) => {
    ended(input);
    if (input.status === 'success') {
      succeeded({ connectorType: input.connectorType, at: timestamp(Date.now()) });
    }
  }),
};
