import type { Parser } from './parse';
import type { OtlpProtocol } from './otlp-variables';
import type { Reader } from './reader';
import { optional } from './variable';

/** Ports on which Jaeger took spans in the formats of its own (thrift), which no release since 2 does. */
const THRIFT_PORTS = ['14268', '14250', '6831', '6832', '5775'];
const OTLP_PORTS: Readonly<Record<OtlpProtocol, string>> = { grpc: '4317', 'http/protobuf': '4318' };

/** Where a Jaeger is. */
export interface JaegerHost {
  /** `http` or `https`. */
  readonly scheme: string;
  readonly host: string;
  /** Undefined: the port of the protocol. */
  readonly port: string | undefined;
}

const jaegerHost: Parser<JaegerHost> = (given) => {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hostname === '') {
    return { ok: false, allowed: 'a host, host:port, or an http:// or https:// URL, e.g. jaeger:4317' };
  }
  const port = url.port === '' || THRIFT_PORTS.includes(url.port) ? undefined : url.port;
  return { ok: true, value: { scheme: url.protocol.slice(0, -1), host: url.hostname, port } };
};

export const jaegerVariable = optional({
  name: 'JAEGER_ENDPOINT',
  type: 'host, host:port or URL',
  parse: jaegerHost,
  help: 'A Jaeger that traces go to over OTLP, at port 4317 (gRPC) or 4318 (HTTP) in place of the ports of thrift. An OTLP endpoint wins over it.',
});

/** The OTLP receiver of the Jaeger that the environment names; undefined if it names none. */
export function jaegerEndpoint(reader: Reader): ((protocol: OtlpProtocol) => string) | undefined {
  const jaeger = reader.find(jaegerVariable);
  if (jaeger === undefined) return undefined;
  const { scheme, host, port } = jaeger;
  return (protocol) => `${scheme}://${host}:${port ?? OTLP_PORTS[protocol]}`;
}

/** What is to be said where the address is one of the thrift protocol. */
export function thriftNotice(given: string, endpoint: string): string | undefined {
  if (!THRIFT_PORTS.some((port) => new RegExp(`:${port}(/|$)`).test(given))) return undefined;
  return `${jaegerVariable.name}="${given}" is an address of the thrift protocol, which Jaeger has given up: traces go to ${endpoint} by OTLP`;
}
