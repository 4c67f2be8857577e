import type { Parser } from './parse';

/** Port of OTLP/HTTP where an address without a scheme names none; a URL without one means its scheme's. */
const OTLP_HTTP_PORT = 4318;
/** Path of a signal's requests, as the OTLP specification has it. */
const SIGNAL_PATH = /\/v1\/(traces|logs|metrics)$/;

const ALLOWED = 'a host, host:port, or an http:// or https:// URL, e.g. http://localhost:4318';

/**
 * Base address of an OTLP/HTTP receiver: `host`, `host:port` or a URL, with or without a path (a gateway may serve
 * OTLP below one), with or without the path of a signal. The value is the URL for the signal's requests.
 * @param path path of the signal, e.g. `/v1/traces`
 */
export function httpBase(path: string): Parser<string> {
  return (text) => {
    const url = parseUrl(text);
    return url === undefined
      ? { ok: false, allowed: ALLOWED }
      : { ok: true, value: `${url.origin}${base(url).replace(SIGNAL_PATH, '')}${path}` };
  };
}

/** Address of the requests of one signal, which is used as it is. */
export const httpExact: Parser<string> = (text) => {
  const url = parseUrl(text);
  return url === undefined
    ? { ok: false, allowed: ALLOWED }
    : { ok: true, value: `${url.origin}${url.pathname}` };
};

/** The path, without a slash at its end. */
function base({ pathname }: URL): string {
  return pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
}

function parseUrl(text: string): URL | undefined {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const address = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined;
  if (url.username !== '' || url.search !== '' || url.hash !== '') return undefined;
  // Without a scheme the text decides whether a port was given: URL drops port 80.
  if (!hasScheme && url.port === '' && !/:80(\/|$)/.test(text)) url.port = String(OTLP_HTTP_PORT);
  return url;
}
