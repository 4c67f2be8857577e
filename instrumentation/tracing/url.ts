/** Parts of URLs as they may stand on a span: never a query, a fragment or credentials, where secrets travel. */

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

/** URL of a call to an upstream without its query; the scheme's default port is left out. */
export function fullUrl(scheme: 'http' | 'https', host: string, port: number, target: string): string {
  const authority = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const usual = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${authority}${usual ? '' : `:${port}`}${pathOf(target)}`;
}
