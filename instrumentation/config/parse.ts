/** Result of reading one value: what it means, or what would have been allowed. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly allowed: string };

export type Parser<T> = (text: string) => Parsed<T>;

const accept = <T>(value: T): Parsed<T> => ({ ok: true, value });
const refuse = (allowed: string): Parsed<never> => ({ ok: false, allowed });

const TRUE = ['true', '1', 'yes', 'on'];
const FALSE = ['false', '0', 'no', 'off'];

export const boolean: Parser<boolean> = (text) => {
  const word = text.toLowerCase();
  if (TRUE.includes(word)) return accept(true);
  if (FALSE.includes(word)) return accept(false);
  return refuse('true or false');
};

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Parser<number> {
  return (text) => {
    const value = Number(text);
    const fits = /^\d+$/.test(text) && value >= min && value <= max;
    return fits ? accept(value) : refuse(`a whole number from ${min} to ${max}`);
  };
}

const port = integer(0, 65_535);

/** A port, or the word `none`. */
export const portOrNone: Parser<number | 'none'> = (text) => {
  if (text === 'none') return accept(text);
  const parsed = port(text);
  return parsed.ok ? parsed : refuse(`${parsed.allowed}, or none`);
};

/** Longest time that may be configured, an hour: beyond it a value is in the wrong unit. */
const MAX_MS = 3_600_000;

/** A time in milliseconds, up to an hour. */
export const milliseconds = integer(1, MAX_MS);

/** A number from 0 to 1. */
export const ratio: Parser<number> = (text) => {
  const value = Number(text);
  const fits = text !== '' && value >= 0 && value <= 1;
  return fits ? accept(value) : refuse('a number from 0 to 1');
};

/** One of the given words. */
export function oneOf<const T extends string>(words: readonly T[]): Parser<T> {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    return word === undefined ? refuse(`one of ${words.join(', ')}`) : accept(word);
  };
}

/** Any text that is not empty. */
export const text: Parser<string> = (value) =>
  value === '' ? refuse('a text that is not empty') : accept(value);

/** A path with a slash at its beginning; one at its end is left out. `/` alone would be all there is. */
export const pathPrefix: Parser<string> = (value) =>
  /^(\/[A-Za-z0-9._~-]+)+\/?$/.test(value) && !/\/\.{1,2}(\/|$)/.test(value)
    ? accept(withoutSlash(value))
    : refuse('a path such as /_gatewatch, of letters, digits and ._~-');

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** An `http://` or `https://` URL without credentials, query and fragment; a slash at its end is left out. */
export const httpUrl: Parser<string> = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isFit =
    url !== undefined &&
    ['http:', 'https:'].includes(url.protocol) &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '');
  return isFit
    ? accept(`${url.origin}${withoutSlash(url.pathname)}`)
    : refuse('an http:// or https:// URL without credentials and query, e.g. http://localhost:8090');
};

/** Name of an HTTP header (a token of RFC 9110), in lower case. */
export const headerName: Parser<string> = (value) =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value)
    ? accept(value.toLowerCase())
    : refuse('the name of an HTTP header, e.g. x-trace-id');

/**
 * `key=value` pairs with commas between them, both parts percent-encoded (the form of `OTEL_RESOURCE_ATTRIBUTES` and
 * `OTEL_EXPORTER_OTLP_HEADERS`). One malformed pair refuses the list, as the OpenTelemetry specification has it.
 */
export const pairs: Parser<Readonly<Record<string, string>>> = (list) => {
  const result: Record<string, string> = {};
  for (const pair of list.split(',').filter((part) => part.trim() !== '')) {
    const at = pair.indexOf('=');
    const key = decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    if (at < 1 || !key || value === undefined)
      return refuse('key=value pairs with commas between, percent-encoded');
    result[key] = value;
  }
  return accept(result);
};

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part.trim());
  } catch {
    return undefined;
  }
}

/** Port of OTLP/gRPC when an endpoint names none. */
const OTLP_GRPC_PORT = 4317;

/**
 * Address of an OTLP/gRPC receiver: `host`, `host:port` or a URL, with or without the path `/v1/traces` that
 * OTLP/HTTP would use. The value is the base URL with scheme and port.
 */
export const endpoint: Parser<string> = (address) => {
  const allowed = refuse('a host, host:port, or an http:// or https:// URL, e.g. http://localhost:4317');
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address);
  const url = URL.canParse(hasScheme ? address : `http://${address}`)
    ? new URL(hasScheme ? address : `http://${address}`)
    : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return allowed;
  if (url.username !== '' || url.search !== '' || url.hash !== '') return allowed;
  if (!/^\/(v1\/(traces|logs|metrics)\/?)?$/.test(url.pathname)) return allowed;
  // URL drops a port that is the scheme's default, so the text decides whether one was given.
  const isDefaultPort = /:(80|443)(\/|$)/.test(address);
  const port = url.port || (isDefaultPort ? (url.protocol === 'https:' ? '443' : '80') : OTLP_GRPC_PORT);
  return accept(`${url.protocol}//${url.hostname}:${port}`);
};
