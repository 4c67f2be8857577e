'use strict';

const { seconds, telemetry } = require('gatewatch');

const ATTEMPTS = 3;
const RETRY_MS = 200;
const IDLE_MS = 100;
const TIMEOUT_MS = 2000;
/** Longer than an attempt can take. */
const LEASE_MS = 2 * TIMEOUT_MS;

/** Delivers what stands in the outbox, one after the other, until it is stopped. At least once: a receiver may see an event twice. */
function startDispatcher({ store, receivers, log }) {
  let stopping = false;
  let wake = () => undefined;

  async function work() {
    while (!stopping) {
      try {
        const webhook = await store.takeWebhook(LEASE_MS);
        if (webhook === undefined) await idle();
        else await deliver(webhook);
      } catch (error) {
        log.error({ err: error }, 'the outbox cannot be worked off');
        await idle();
      }
    }
  }

  async function deliver({ id, tenant, event, attempts, created_at: createdAt }) {
    const accepted = await attempt(tenant, event);
    telemetry.webhook.attempted({ outcome: accepted ? 'success' : 'failed' });
    if (accepted) {
      await store.settleWebhook(id, 'delivered');
      telemetry.webhook.delivered({
        tenantId: tenant,
        age: seconds(Math.max(0, Date.now() / 1000 - createdAt)),
      });
    } else if (attempts >= ATTEMPTS) {
      await store.settleWebhook(id, 'dead_lettered');
      telemetry.webhook.deadLettered({ tenantId: tenant });
      log.error({ tenant, event }, 'webhook given up');
    } else {
      await store.retryWebhook(id, RETRY_MS);
    }
  }

  async function attempt(tenant, event) {
    try {
      const response = await fetch(`${receivers}/hooks/${encodeURIComponent(tenant)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.text();
      return response.ok;
    } catch (error) {
      log.warn({ tenant, event, err: error }, 'webhook not delivered');
      return false;
    }
  }

  async function idle() {
    telemetry.webhook.backlog({ oldest: seconds(await store.oldestPending().catch(() => 0)) });
    if (stopping) return;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const ended = work();
  return {
    stop() {
      stopping = true;
      wake();
      return ended;
    },
  };
}

module.exports = { startDispatcher };
