import { boolean, pairs, text } from './parse';
import { optional, required } from './variable';

/** Variables that say which service this is, and where it runs. */
export const serviceVariables = {
  serviceName: optional({
    name: 'OTEL_SERVICE_NAME',
    type: 'text',
    parse: text,
    help: 'Name of the service; wins over service.name in OTEL_RESOURCE_ATTRIBUTES. Without either: unknown_service:node.',
  }),
  environment: optional({
    name: 'GATEWATCH_ENVIRONMENT',
    type: 'text',
    parse: text,
    help: 'Where the gateway runs: development, staging, production or another. Without it deployment.environment.name in OTEL_RESOURCE_ATTRIBUTES, then NODE_ENV.',
  }),
  nodeEnvironment: optional({
    name: 'NODE_ENV',
    type: 'text',
    parse: text,
    help: 'Same as GATEWATCH_ENVIRONMENT, which wins over it.',
  }),
  resource: required({
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    type: 'key=value,…',
    parse: pairs,
    default: {},
    help: 'Resource attributes of traces and logs, e.g. service.version=1.4.0,deployment.environment.name=prod.',
  }),
  startLine: required({
    name: 'GATEWATCH_START_LINE',
    type: 'boolean',
    parse: boolean,
    default: false,
    help: 'One line at the start says what is on: the preset, where traces go, and whether logs go with them.',
  }),
} as const;
