import { httpBase, httpExact } from './http-endpoint';
import { type OtlpSignalVariables, otlpSignalVariables, otlpVariables as general } from './otlp-variables';
import type { OtlpProtocol } from './otlp-variables';
import type { Parsed } from './parse';
import type { Reader } from './reader';
import type { OtlpTarget, TlsFiles } from './types';

/** Receiver of OTLP/HTTP on this machine. */
const LOCAL_HTTP = 'http://localhost:4318';

/** What a preset says about the export, for the environment at hand. */
export interface OtlpDefaults {
  readonly protocol?: OtlpProtocol | undefined;
  /** Base URL of the receiver under a protocol. */
  readonly endpoint?: (protocol: OtlpProtocol) => string | undefined;
}

/**
 * Target of one signal: its own variables win over the general ones, and those over the preset; headers are merged.
 */
export function otlpTarget(
  reader: Reader,
  signal: keyof typeof otlpSignalVariables,
  preset: OtlpDefaults = {},
): OtlpTarget {
  const own = otlpSignalVariables[signal];
  const protocol = reader.first(
    [own.protocol, general.otlpProtocol],
    preset.protocol ?? general.otlpProtocol.default,
  );
  const fallback = preset.endpoint?.(protocol);
  const endpoint =
    protocol === 'grpc'
      ? grpcEndpoint(reader, own, fallback)
      : httpEndpoint(reader, own, `/v1/${signal}`, fallback);
  const { otlpTimeout, otlpCompression } = general;
  return {
    protocol,
    endpoint,
    headers: { ...reader.get(general.otlpHeaders), ...reader.find(own.headers) },
    timeoutMs: reader.first([own.timeout, otlpTimeout], otlpTimeout.default),
    compression: reader.first([own.compression, otlpCompression], otlpCompression.default),
    tls: tlsFiles(reader, own, endpoint.startsWith('https:')),
  };
}

function grpcEndpoint(reader: Reader, own: OtlpSignalVariables, preset: string | undefined): string {
  const { otlpEndpoint, otlpEndpointShort } = general;
  const fallback = preset === undefined ? undefined : valueOf(otlpEndpoint.parse(preset));
  return reader.first([own.endpoint, otlpEndpoint, otlpEndpointShort], fallback ?? otlpEndpoint.default);
}

function httpEndpoint(
  reader: Reader,
  own: OtlpSignalVariables,
  path: string,
  preset: string | undefined,
): string {
  const parse = httpBase(path);
  const fallback = preset === undefined ? undefined : valueOf(parse(preset));
  const { otlpEndpoint, otlpEndpointShort } = general;
  return reader.first(
    [
      { ...own.endpoint, parse: httpExact },
      { ...otlpEndpoint, parse },
      { ...otlpEndpointShort, parse },
    ],
    fallback ?? `${LOCAL_HTTP}${path}`,
  );
}

function valueOf<T>(parsed: Parsed<T>): T | undefined {
  return parsed.ok ? parsed.value : undefined;
}

/** Files for TLS. Those that cannot have an effect are reported: whoever sets them believes that calls are encrypted. */
function tlsFiles(reader: Reader, own: OtlpSignalVariables, isTls: boolean): TlsFiles {
  const pick = (candidates: readonly (typeof own.certificate)[]): string | undefined => {
    const variable = candidates.find((candidate) => reader.isSet(candidate));
    if (variable === undefined) return undefined;
    const path = reader.find(variable);
    if (!isTls) reader.report(variable, path ?? '', 'has no effect: the endpoint is not an https:// URL');
    return path;
  };
  const files = {
    certificate: pick([own.certificate, general.otlpCertificate]),
    clientKey: pick([own.clientKey, general.otlpClientKey]),
    clientCertificate: pick([own.clientCertificate, general.otlpClientCertificate]),
  };
  if ((files.clientKey === undefined) === (files.clientCertificate === undefined)) return files;
  const [alone, missing] =
    files.clientKey === undefined
      ? [general.otlpClientCertificate, general.otlpClientKey]
      : [general.otlpClientKey, general.otlpClientCertificate];
  const path = files.clientKey ?? files.clientCertificate ?? '';
  reader.report(alone, path, `needs ${missing.name} too; using no client certificate instead`);
  return { ...files, clientKey: undefined, clientCertificate: undefined };
}
