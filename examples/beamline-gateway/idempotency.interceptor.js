'use strict';

const {
  BadRequestException,
  ConflictException,
  Dependencies,
  Injectable,
  ServiceUnavailableException,
  UnprocessableEntityException,
} = require('@nestjs/common');
const { lastValueFrom, of } = require('rxjs');
const { telemetry } = require('gatewatch');
const { decorate } = require('./decorate');
const { IdempotencyService } = require('./idempotency.service');
const { LOG } = require('./tokens');

const KEY = /^[\x21-\x7e]{1,100}$/;
const RETRY_AFTER_SECONDS = '1';

/** Runs a request that carries an idempotency key once, and answers its repetitions with what came of it. */
class IdempotencyInterceptor {
  constructor(idempotency, log) {
    this.idempotency = idempotency;
    this.log = log;
  }

  async intercept(context, next) {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest(), http.getResponse()];
    const key = request.get('idempotency-key');
    if (key === undefined) return next.handle();
    if (!KEY.test(key)) {
      throw new BadRequestException('Idempotency-Key must be 1 to 100 printable characters without spaces');
    }
    const claim = await this.#claim(key, request);
    telemetry.idempotency.request({ outcome: claim.outcome });
    switch (claim.outcome) {
      case 'replayed':
        response.set('Idempotency-Replayed', 'true');
        return of(claim.body);
      case 'conflict':
        throw new UnprocessableEntityException('the Idempotency-Key was used with another request');
      case 'in_flight':
        response.set('Retry-After', RETRY_AFTER_SECONDS);
        throw new ConflictException('the first request with this Idempotency-Key has not ended');
      default:
        return of(await this.#run(claim, next));
    }
  }

  /** Without Redis nobody knows whether it ran before: better not at all than twice. */
  async #claim(key, { tenant, method, url, body }) {
    try {
      return await this.idempotency.claim(tenant, key, { method, url, body });
    } catch (error) {
      this.log.error({ err: error }, 'idempotency key cannot be claimed');
      throw new ServiceUnavailableException('requests with an Idempotency-Key cannot be served now');
    }
  }

  async #run(claim, next) {
    let body;
    try {
      body = await lastValueFrom(next.handle());
    } catch (error) {
      // What failed may be tried again under the same key.
      await this.#settle(claim.release());
      throw error;
    }
    await this.#settle(claim.store(body));
    return body;
  }

  /** The work is done, and its answer is due whether or not it could be stored. */
  async #settle(settled) {
    try {
      await settled;
    } catch (error) {
      this.log.error({ err: error }, 'idempotency key cannot be settled');
    }
  }
}
decorate(IdempotencyInterceptor, [Injectable(), Dependencies(IdempotencyService, LOG)]);

module.exports = { IdempotencyInterceptor };
