import { boolean, text } from './parse';
import { optional, required } from './variable';

/** Variables of gateways that run in several processes by `node:cluster`. */
export const clusterVariables = {
  cluster: required({
    name: 'GATEWATCH_CLUSTER',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False leaves every worker of a cluster with its own metrics, on a port of its own if it gets one.',
  }),
  clusterFolder: optional({
    name: 'GATEWATCH_CLUSTER_DIR',
    type: 'path',
    parse: text,
    help: 'Folder for the socket over which the workers of a cluster tell their metrics; gatewatch-UID below the temporary folder if unset.',
  }),
} as const;
