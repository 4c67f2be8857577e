'use strict';

const { telemetry } = require('gatewatch');
const { Pool } = require('pg');

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deployments (
    id            bigserial PRIMARY KEY,
    app_name      text NOT NULL,
    version       text NOT NULL,
    connector     text NOT NULL,
    devices       integer NOT NULL,
    risk_score    integer NOT NULL,
    requires_cab  boolean NOT NULL,
    ring          text NOT NULL,
    status        text NOT NULL,
    gate_passed   boolean NOT NULL DEFAULT false,
    intended_at   double precision NOT NULL,
    started_at    double precision
  )`;

const COLUMNS = `id::text, app_name, version, connector, devices, risk_score, requires_cab, ring, status, gate_passed,
  intended_at, started_at`;

/** Deployments in PostgreSQL. Times are seconds of the control plane's clock. */
function createStore(connectionString) {
  const pool = new Pool({ connectionString, max: 10 });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  telemetry.sources.pgPool(pool, { pool: 'deployments' });

  async function run(text, values) {
    return (await pool.query(text, values)).rows;
  }

  return {
    migrate: () => run(SCHEMA),
    insert: async (d) => {
      const [inserted] = await run(
        `INSERT INTO deployments (app_name, version, connector, devices, risk_score, requires_cab, ring, status, intended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
        [
          d.app_name,
          d.version,
          d.connector,
          d.devices,
          d.risk_score,
          d.requires_cab,
          d.ring,
          d.status,
          d.intended_at,
        ],
      );
      return inserted;
    },
    find: async (id) => (await run(`SELECT ${COLUMNS} FROM deployments WHERE id = $1`, [id]))[0],
    /** Changes a deployment only while it has one of the statuses `from`; undefined if it has not: somebody else was faster. */
    change: async (id, from, { status, ring = null, gate_passed = null, started_at = null }) => {
      const [changed] = await run(
        `UPDATE deployments SET status = $3, ring = COALESCE($4, ring), gate_passed = COALESCE($5, gate_passed),
           started_at = COALESCE($6, started_at)
         WHERE id = $1 AND status = ANY($2) RETURNING ${COLUMNS}`,
        [id, from, status, ring, gate_passed, started_at],
      );
      return changed;
    },
    awaitingApproval: () =>
      run(
        `SELECT ring, count(*)::integer AS pending FROM deployments WHERE status = 'pending_approval' GROUP BY ring`,
      ),
    close: () => pool.end(),
  };
}

module.exports = { createStore };
