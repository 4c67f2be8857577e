import type { IncomingHttpHeaders } from 'node:http';
import { RateLimit } from './rate-limit';
import { type AdminResponse, json } from './response';
import { carriesToken, type TokenSource } from './token';

/**
 * Who may ask for a path.
 * - `open`: everybody who reaches the port: probes cannot carry a token
 * - `guarded`: whoever shows the token, or a client certificate where the port asks for one; with neither configured,
 *   only where the port is reachable from this machine alone
 */
export type Access = 'open' | 'guarded';

/** Requests to guarded paths: people and scripts, not probes and scrapers. */
const PER_SECOND = 10;
const BURST_SECONDS = 2;
/** Wrong tokens. */
const FAILURES_BURST = 10;
const FAILURES_PER_SECOND = 1;

export interface GateOptions {
  readonly token: TokenSource | undefined;
  /** True if only this machine can reach the port: a loopback address or a Unix socket. */
  readonly isLocal: boolean;
  /** True if the port asks for client certificates. */
  readonly asksCertificate?: boolean;
  /** Requests with the right token, after a burst of twice as many. Default 10. */
  readonly perSecond?: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

export interface Asked {
  readonly access: Access;
  readonly isWrite: boolean;
  readonly headers: IncomingHttpHeaders;
  /** True if the connection shows a certificate that the admin port trusts. */
  readonly isCertified?: boolean;
}

/** The answer to a request that may not pass, or undefined if it may. */
export type Gate = (asked: Asked) => AdminResponse | undefined;

const FORBIDDEN_WITHOUT_TOKEN =
  'needs a token on an address that other machines reach: set GATEWATCH_ADMIN_TOKEN or GATEWATCH_ADMIN_TOKEN_FILE';

const FORBIDDEN_WITHOUT_CERTIFICATE =
  'needs a client certificate that GATEWATCH_ADMIN_TLS_CLIENT_CA has signed';

export function createGate({
  token,
  isLocal,
  asksCertificate = false,
  perSecond = PER_SECOND,
  now,
}: GateOptions): Gate {
  const requests = new RateLimit(BURST_SECONDS * perSecond, perSecond, now);
  const failures = new RateLimit(FAILURES_BURST, FAILURES_PER_SECOND, now);
  return ({ access, isWrite, headers, isCertified = false }) => {
    if (access === 'open') return undefined;
    // Browsers name the page that a request comes from: no page has any business here.
    if (isWrite && headers.origin !== undefined) return json(403, { error: 'not from a browser' });
    if (isCertified) return requests.take() ? undefined : tooMany();
    if (token === undefined && asksCertificate) return json(403, { error: FORBIDDEN_WITHOUT_CERTIFICATE });
    if (token === undefined && !isLocal) return json(403, { error: FORBIDDEN_WITHOUT_TOKEN });
    const refused = token === undefined ? undefined : refusedToken(token, headers.authorization, failures);
    return refused ?? (requests.take() ? undefined : tooMany());
  };
}

function refusedToken(
  token: TokenSource,
  authorization: string | undefined,
  failures: RateLimit,
): AdminResponse | undefined {
  let expected: string;
  try {
    expected = token();
  } catch (error) {
    return json(503, { error: (error as Error).message });
  }
  if (carriesToken(authorization, expected)) return undefined;
  if (!failures.take()) return tooMany();
  return json(401, { error: 'a bearer token is needed' }, { 'www-authenticate': 'Bearer' });
}

function tooMany(): AdminResponse {
  return json(429, { error: 'too many requests' }, { 'retry-after': '1' });
}
