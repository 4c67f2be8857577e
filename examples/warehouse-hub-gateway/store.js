'use strict';

const { Pool } = require('pg');
const { telemetry } = require('gatewatch');

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stock (sku text PRIMARY KEY, amount integer NOT NULL CHECK (amount >= 0));
  CREATE TABLE IF NOT EXISTS orders (
    id bigserial PRIMARY KEY, tenant text NOT NULL, sku text NOT NULL, amount integer NOT NULL, status text NOT NULL
  );
  CREATE TABLE IF NOT EXISTS webhooks (
    id bigserial PRIMARY KEY, tenant text NOT NULL, event text NOT NULL, state text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now()
  );
  INSERT INTO stock VALUES ('sku-1', 1000000), ('sku-2', 1000000), ('sku-empty', 0) ON CONFLICT DO NOTHING`;

/** The hub's data in PostgreSQL. An order and the webhook that tells of it are written together, or not at all. */
function createStore(connectionString) {
  const pool = new Pool({ connectionString, max: 10 });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  telemetry.sources.pgPool(pool, { pool: 'hub' });

  async function one(text, values) {
    return (await pool.query(text, values)).rows[0];
  }

  async function inTransaction(work) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  return {
    migrate: () => pool.query(SCHEMA),
    /** Undefined if there is not enough in stock. */
    placeOrder: (tenant, sku, amount) =>
      inTransaction(async (client) => {
        const taken = await client.query(
          'UPDATE stock SET amount = amount - $2 WHERE sku = $1 AND amount >= $2 RETURNING sku',
          [sku, amount],
        );
        if (taken.rowCount === 0) return undefined;
        const { rows } = await client.query(
          `INSERT INTO orders (tenant, sku, amount, status) VALUES ($1, $2, $3, 'placed')
           RETURNING id::text, tenant, sku, amount, status`,
          [tenant, sku, amount],
        );
        await client.query('INSERT INTO webhooks (tenant, event) VALUES ($1, $2)', [
          tenant,
          `order-${rows[0].id}-placed`,
        ]);
        return rows[0];
      }),
    findOrder: (tenant, id) =>
      one('SELECT id::text, tenant, sku, amount, status FROM orders WHERE id = $1 AND tenant = $2', [
        id,
        tenant,
      ]),
    cancelOrder: (tenant, id) =>
      one(
        `UPDATE orders SET status = 'cancelled' WHERE id = $1 AND tenant = $2 AND status = 'placed'
         RETURNING id::text, tenant, sku, amount, status`,
        [id, tenant],
      ),
    forgetCancelled: (tenant) =>
      pool.query(`DELETE FROM orders WHERE tenant = $1 AND status = 'cancelled'`, [tenant]),
    /** Takes a webhook that is due, so that no other dispatcher takes it within `leaseMs`. */
    takeWebhook: (leaseMs) =>
      one(
        `UPDATE webhooks SET attempts = attempts + 1, due_at = now() + $1 * interval '1 millisecond'
         WHERE id = (SELECT id FROM webhooks WHERE state = 'pending' AND due_at <= now()
                     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id::text, tenant, event, attempts, extract(epoch FROM created_at)::float8 AS created_at`,
        [leaseMs],
      ),
    settleWebhook: (id, state) => pool.query('UPDATE webhooks SET state = $2 WHERE id = $1', [id, state]),
    retryWebhook: (id, delayMs) =>
      pool.query(`UPDATE webhooks SET due_at = now() + $2 * interval '1 millisecond' WHERE id = $1`, [
        id,
        delayMs,
      ]),
    /** Seconds; 0 if none waits. */
    async oldestPending() {
      const row = await one(
        `SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS age
         FROM webhooks WHERE state = 'pending'`,
      );
      return row.age;
    },
    close: () => pool.end(),
  };
}

module.exports = { createStore };
