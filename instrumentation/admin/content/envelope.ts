import type { Config } from '../../config/types';
import { correlationId } from '../correlation-id';
import { type AdminResponse, json } from '../response';
import type { AdminRequest } from '../routes';

/** What every JSON body of a preset's endpoint begins with. */
export interface Envelope {
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly correlation_id: string;
  readonly service: string;
}

/** The envelope of the answer to a request. */
export function envelope(config: Config, { exchange }: Pick<AdminRequest, 'exchange'>): Envelope {
  return {
    timestamp: new Date().toISOString(),
    correlation_id: correlationId(exchange, config.traces.correlationHeader),
    service: config.serviceName,
  };
}

/** An answer with a JSON body in its envelope. */
export function enveloped(config: Config, request: AdminRequest, body: object, status = 200): AdminResponse {
  return json(status, { ...envelope(config, request), ...body });
}
