import { jaegerVariable } from './jaeger';
import { endpoint, milliseconds, oneOf, pairs, text } from './parse';
import { optional, required } from './variable';

export const OTLP_PROTOCOLS = ['grpc', 'http/protobuf'] as const;
export const OTLP_COMPRESSIONS = ['none', 'gzip'] as const;
export type OtlpProtocol = (typeof OTLP_PROTOCOLS)[number];
export type OtlpCompression = (typeof OTLP_COMPRESSIONS)[number];

const ADDRESS = 'host, host:port or URL';

/** Variables of the export of every signal. */
export const otlpVariables = {
  otlpProtocol: required<OtlpProtocol>({
    name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    type: OTLP_PROTOCOLS.join(' or '),
    parse: oneOf(OTLP_PROTOCOLS),
    default: 'grpc',
    help: 'Protocol of the export.',
  }),
  otlpEndpointShort: optional({
    name: 'OTLP_ENDPOINT',
    type: ADDRESS,
    parse: endpoint,
    help: 'Same as OTEL_EXPORTER_OTLP_ENDPOINT, which wins over it.',
  }),
  otlpEndpoint: required({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: ADDRESS,
    parse: endpoint,
    default: 'http://localhost:4317',
    help:
      'OTLP receiver of the collector; https:// means TLS. gRPC: port 4317 unless another is given. http/protobuf: ' +
      '/v1/traces or /v1/logs is added, and the default is http://localhost:4318.',
  }),
  jaeger: jaegerVariable,
  otlpHeaders: required({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: 'key=value,…',
    parse: pairs,
    default: {},
    help: 'Headers of every export call, e.g. an API key. Values are never shown.',
    secret: true,
  }),
  otlpTimeout: required({
    name: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    type: 'milliseconds',
    parse: milliseconds,
    default: 10_000,
    help: 'Longest duration of one export call.',
  }),
  otlpCompression: required<OtlpCompression>({
    name: 'OTEL_EXPORTER_OTLP_COMPRESSION',
    type: OTLP_COMPRESSIONS.join(' or '),
    parse: oneOf(OTLP_COMPRESSIONS),
    default: 'none',
    help: 'Compression of export calls: less traffic for some CPU time in the gateway.',
  }),
  otlpCertificate: optional({
    name: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
    type: 'path',
    parse: text,
    help: 'PEM file with the roots that the certificate of an https:// receiver is checked against; the built-in ones if unset.',
  }),
  otlpClientKey: optional({
    name: 'OTEL_EXPORTER_OTLP_CLIENT_KEY',
    type: 'path',
    parse: text,
    help: 'PEM file with the private key for mTLS.',
  }),
  otlpClientCertificate: optional({
    name: 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
    type: 'path',
    parse: text,
    help: 'PEM file with the certificate (chain) for mTLS. Files are read again while the collector refuses calls.',
  }),
} as const;

/** Variables of the export of one signal, each of which wins over the general one. */
function signalVariables(signal: 'TRACES' | 'LOGS' | 'METRICS', items: string) {
  const name = (setting: string): string => `OTEL_EXPORTER_OTLP_${signal}_${setting}`;
  const instead = (setting: string): string => `For ${items}, in place of OTEL_EXPORTER_OTLP_${setting}.`;
  return {
    endpoint: optional({
      name: name('ENDPOINT'),
      type: ADDRESS,
      parse: endpoint,
      help: `Receiver of ${items}, if it is another one; with http/protobuf the whole URL, path included.`,
    }),
    headers: optional({
      name: name('HEADERS'),
      type: 'key=value,…',
      parse: pairs,
      help: `Headers of export calls with ${items}; they are added to the general ones.`,
      secret: true,
    }),
    protocol: optional({
      name: name('PROTOCOL'),
      type: OTLP_PROTOCOLS.join(' or '),
      parse: oneOf(OTLP_PROTOCOLS),
      help: instead('PROTOCOL'),
    }),
    timeout: optional({
      name: name('TIMEOUT'),
      type: 'milliseconds',
      parse: milliseconds,
      help: instead('TIMEOUT'),
    }),
    compression: optional({
      name: name('COMPRESSION'),
      type: OTLP_COMPRESSIONS.join(' or '),
      parse: oneOf(OTLP_COMPRESSIONS),
      help: instead('COMPRESSION'),
    }),
    certificate: optional({
      name: name('CERTIFICATE'),
      type: 'path',
      parse: text,
      help: instead('CERTIFICATE'),
    }),
    clientKey: optional({
      name: name('CLIENT_KEY'),
      type: 'path',
      parse: text,
      help: instead('CLIENT_KEY'),
    }),
    clientCertificate: optional({
      name: name('CLIENT_CERTIFICATE'),
      type: 'path',
      parse: text,
      help: instead('CLIENT_CERTIFICATE'),
    }),
  } as const;
}

export type OtlpSignalVariables = ReturnType<typeof signalVariables>;

/** Variables of the export of single signals. */
export const otlpSignalVariables = {
  traces: signalVariables('TRACES', 'traces'),
  logs: signalVariables('LOGS', 'log records'),
  metrics: signalVariables('METRICS', 'metrics'),
} as const;
