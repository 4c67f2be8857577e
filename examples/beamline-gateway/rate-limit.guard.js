'use strict';

const { Dependencies, HttpException, HttpStatus, Injectable } = require('@nestjs/common');
const { telemetry } = require('gatewatch');
const { decorate } = require('./decorate');
const { RateLimiter } = require('./rate-limiter');
const { LOG } = require('./tokens');

/** Turns away the requests of a tenant beyond its quota, and tells each how much is left. */
class RateLimitGuard {
  constructor(limiter, log) {
    this.limiter = limiter;
    this.log = log;
  }

  async canActivate(context) {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest(), http.getResponse()];
    request.tenant = this.limiter.tenantOf(request.get('x-tenant'));
    const taken = await this.#take(request.tenant);
    if (taken === undefined) return true;
    const { admitted, limit, quota, remaining, resetSeconds } = taken;
    record(request, taken);
    response.set({
      'RateLimit-Limit': `${quota}`,
      'RateLimit-Remaining': `${remaining}`,
      'RateLimit-Reset': `${resetSeconds}`,
    });
    if (admitted) return true;
    response.set('Retry-After', `${resetSeconds}`);
    throw new HttpException(
      `the quota of ${quota} requests ${limit} is used up`,
      HttpStatus.TOO_MANY_REQUESTS,
    );
  }

  /** A gateway that cannot count serves: the limits protect it, they are not what it is for. */
  async #take(tenant) {
    try {
      return await this.limiter.take(tenant);
    } catch (error) {
      this.log.warn({ err: error }, 'rate limits cannot be checked');
      return undefined;
    }
  }
}
decorate(RateLimitGuard, [Injectable(), Dependencies(RateLimiter, LOG)]);

function record({ tenant: tenantId, route }, { admitted, limit, quota, remaining }) {
  const labels = { tenantId, endpoint: route.path, limit };
  if (admitted) telemetry.rateLimit.allowed(labels);
  else telemetry.rateLimit.limited({ ...labels, client: tenantId });
  telemetry.rateLimit.quota({ tenantId, limit, quota, remaining });
}

module.exports = { RateLimitGuard };
