import { boolean, httpUrl, pathPrefix, portOrNone, text } from './parse';
import { optional, required } from './variable';

/** Variables of the admin port, and of the same paths elsewhere. */
export const adminVariables = {
  adminHost: required({
    name: 'GATEWATCH_ADMIN_HOST',
    type: 'address',
    parse: text,
    default: '127.0.0.1',
    help: 'Address that the admin port listens on; 0.0.0.0 lets Prometheus scrape from other machines.',
  }),
  adminPort: required<number | 'none'>({
    name: 'GATEWATCH_ADMIN_PORT',
    type: 'port, or none',
    parse: portOrNone,
    // The port that the OpenTelemetry specification gives to Prometheus exporters.
    default: 9464,
    help: 'Port of /metrics and /health; 0 takes a free one and says which, none opens no port.',
  }),
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
  adminDebug: required({
    name: 'GATEWATCH_DEBUG_ENDPOINTS',
    type: 'boolean',
    parse: boolean,
    default: false,
    help: 'True adds /debug/trace-context and /test/alert, on the admin port and where the preset names them.',
  }),
  adminPathPrefix: optional({
    name: 'GATEWATCH_ADMIN_PATH_PREFIX',
    type: 'path',
    parse: pathPrefix,
    help: 'Path below which the gateway’s own servers have the paths of the admin port too, e.g. /_gatewatch. The token is asked for always.',
  }),
  presetEndpoints: required({
    name: 'GATEWATCH_PRESET_ENDPOINTS',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False leaves the paths that the preset names on the gateway’s own servers to the gateway.',
  }),
  adminTlsCertificate: optional({
    name: 'GATEWATCH_ADMIN_TLS_CERTIFICATE',
    type: 'path',
    parse: text,
    help: 'PEM file with the certificate (chain) of the admin port, which then speaks TLS. Read again every minute, as the two below.',
  }),
  adminTlsKey: optional({
    name: 'GATEWATCH_ADMIN_TLS_KEY',
    type: 'path',
    parse: text,
    help: 'PEM file with the private key of that certificate.',
  }),
  adminTlsClientCa: optional({
    name: 'GATEWATCH_ADMIN_TLS_CLIENT_CA',
    type: 'path',
    parse: text,
    help: 'PEM file with the roots of client certificates, each of which stands for the token (mTLS).',
  }),
  alertsUrl: optional({
    name: 'GATEWATCH_ALERTS_URL',
    type: 'URL',
    parse: httpUrl,
    help: 'Base URL of the alert operations server, which /alerts and what is below it are handed on to.',
  }),
  alertsToken: optional({
    name: 'GATEWATCH_ALERTS_TOKEN',
    type: 'text',
    parse: text,
    help: 'Bearer token that the alert operations server asks for. Never shown.',
    secret: true,
  }),
  alertsTokenFile: optional({
    name: 'GATEWATCH_ALERTS_TOKEN_FILE',
    type: 'path',
    parse: text,
    help: 'File with that token, read again every 5 s; GATEWATCH_ALERTS_TOKEN wins over it.',
  }),
} as const;
