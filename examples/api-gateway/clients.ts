import { sign } from 'jsonwebtoken';

/** Secret of the tokens of this example; it guards nothing. */
export const TOKEN_SECRET = 'example-secret';

/** Id of a token that was taken back. */
export const REVOKED_TOKEN = 'token-9';

/** Names of the clients by key. */
export const API_KEYS: Readonly<Record<string, string>> = { 'key-of-web': 'web', 'key-of-trial': 'trial' };

const MINUTE = 60;

/** Headers of a client that comes with its key. */
export function withKey(client: 'web' | 'trial'): Readonly<Record<string, string>> {
  return { 'x-api-key': `key-of-${client}` };
}

/** Headers of a client of any name, with a token that is valid. */
export function asClient(name: string): Readonly<Record<string, string>> {
  const token = sign({}, TOKEN_SECRET, { subject: name, jwtid: `token-of-${name}`, expiresIn: 10 * MINUTE });
  return { authorization: `Bearer ${token}` };
}

/** Headers of the client `mobile` with a token whose check gives `result`. */
export function withToken(
  result: 'valid' | 'expired' | 'invalid' | 'revoked',
): Readonly<Record<string, string>> {
  const token = sign({}, result === 'invalid' ? 'another secret' : TOKEN_SECRET, {
    subject: 'mobile',
    jwtid: result === 'revoked' ? REVOKED_TOKEN : 'token-1',
    expiresIn: result === 'expired' ? -MINUTE : 10 * MINUTE,
  });
  return { authorization: `Bearer ${token}` };
}
