import { boolean, text } from './parse';
import { optional, required } from './variable';

/** Variables of the admin port, apart from its address. */
export const adminVariables = {
  adminSocket: optional({
    name: 'GATEWATCH_ADMIN_SOCKET',
    type: 'path',
    parse: text,
    help: 'Unix socket that the admin port listens on in place of an address; its permissions (0660) take the place of a token.',
  }),
  adminToken: optional({
    name: 'GATEWATCH_ADMIN_TOKEN',
    type: 'text',
    parse: text,
    help: 'Bearer token that everything but /health and /metrics asks for. Never shown.',
    secret: true,
  }),
  adminTokenFile: optional({
    name: 'GATEWATCH_ADMIN_TOKEN_FILE',
    type: 'path',
    parse: text,
    help: 'File with that token, read again every 5 s so that it may be rotated; GATEWATCH_ADMIN_TOKEN wins over it.',
  }),
  adminProtectMetrics: required({
    name: 'GATEWATCH_ADMIN_PROTECT_METRICS',
    type: 'boolean',
    parse: boolean,
    default: false,
    help: 'True makes /metrics ask for the token too.',
  }),
  adminControl: required({
    name: 'GATEWATCH_ADMIN_CONTROL',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False leaves only /health and /metrics on the admin port.',
  }),
} as const;
