import type { QueryMode } from '../config/tracing-variables';
import { REDACTED } from '../redaction/range';

/** Parts of URLs as they may stand on a span: never a fragment or credentials, of a query what the mode says. */

/** Path of a request target, e.g. `/orders/7` of `/orders/7?token=x` or of `http://host/orders/7`. */
export function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : afterAuthority(target);
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}

function afterAuthority(target: string): string {
  const scheme = target.indexOf('://');
  if (scheme === -1) return target;
  const slash = target.indexOf('/', scheme + 3);
  return slash === -1 ? '/' : target.slice(slash);
}

/** Host and port of a Host header; the port is undefined where the header has none or a bad one. */
export function parseHost(header: string): { readonly address: string; readonly port: number | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(header);
  if (match === null) return { address: header, port: undefined };
  return { address: match[1] ?? header, port: match[2] === undefined ? undefined : Number(match[2]) };
}

/** Query of a request target without its `?`, as far as the mode lets it stand; undefined if there is nothing. */
export function queryOf(target: string, mode: QueryMode): string | undefined {
  const start = mode === 'none' ? -1 : target.indexOf('?');
  if (start === -1) return undefined;
  const end = target.indexOf('#', start);
  const query = target.slice(start + 1, end === -1 ? target.length : end);
  if (query === '') return undefined;
  return mode === 'values' ? query : query.split('&').map(nameOnly).join('&');
}

/** A parameter without `=` may be a value just as well. */
function nameOnly(parameter: string): string {
  const end = parameter.indexOf('=');
  return end === -1 ? REDACTED : `${parameter.slice(0, end)}=${REDACTED}`;
}

/** URL of a call to an upstream; the scheme's default port is left out. */
export function fullUrl(
  scheme: 'http' | 'https',
  host: string,
  port: number,
  target: string,
  mode: QueryMode,
): string {
  const authority = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const query = queryOf(target, mode);
  const usual = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${authority}${usual ? '' : `:${port}`}${pathOf(target)}${query === undefined ? '' : `?${query}`}`;
}
