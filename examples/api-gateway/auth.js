'use strict';

const { telemetry } = require('gatewatch');
const jwt = require('jsonwebtoken');

/**
 * Knows the clients of the gateway, by key (`x-api-key`) or by token (`authorization: Bearer`).
 * @param options `keys`: name of the client by key; `secret` of the tokens; `revoked`: ids of tokens that no longer count
 */
function createAuth({ keys, secret, revoked }) {
  /** Name of the client, or undefined if the caller is none. */
  return function authenticate(headers) {
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    const isToken = scheme.toLowerCase() === 'bearer' && token !== undefined;
    const client = isToken ? ofToken(token) : keys[headers['x-api-key']];
    telemetry.security.authenticated({
      method: isToken ? 'jwt' : 'api_key',
      result: client === undefined ? 'failure' : 'success',
    });
    if (client === undefined)
      telemetry.security.event({ type: 'authentication_failure', severity: 'medium' });
    return client;
  };

  function ofToken(token) {
    const { result, client } = checked(token);
    telemetry.security.tokenValidated({ result });
    return client;
  }

  function checked(token) {
    try {
      const { sub, jti } = jwt.verify(token, secret, { algorithms: ['HS256'] });
      return revoked.includes(jti) ? { result: 'revoked' } : { result: 'valid', client: sub };
    } catch (error) {
      return { result: error.name === 'TokenExpiredError' ? 'expired' : 'invalid' };
    }
  }
}

module.exports = { createAuth };
