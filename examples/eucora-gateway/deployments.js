'use strict';

const { ratio, score, seconds, telemetry } = require('gatewatch');
const { CONNECTORS } = require('./connector-names');
const { gatePasses, nextRing, RINGS } = require('./rings');
const { requiresCab, riskScore } = require('./risk');

/** A request that cannot be done as things are. `status` is what the client should see. */
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

/**
 * The life of a deployment:
 * `pending_approval` (only above a risk) -> `queued` -> `deploying` -> `deployed` -> (promote) `queued` in the next ring;
 * it ends as `failed`, `rolled_back` or `cancelled`, or as `deployed` in the last ring.
 */
function createDeployments({ store, connectors, clock, enqueue }) {
  const gates = new Map();

  async function create(wish) {
    const problems = problemsOf(wish);
    if (problems.length > 0) throw new Refused(400, problems.join('; '));
    const risk = riskScore(wish);
    const cab = requiresCab(risk);
    const deployment = await store.insert({
      app_name: wish.app_name,
      version: wish.version,
      connector: wish.connector,
      devices: wish.devices,
      risk_score: risk,
      requires_cab: cab,
      ring: RINGS[0],
      status: cab ? 'pending_approval' : 'queued',
      intended_at: clock.now(),
    });
    telemetry.deployment.riskScored({ score: score(risk), requiresCab: String(cab) });
    if (cab) await reportBacklog();
    else await enqueue('deploy', deployment);
    return deployment;
  }

  async function approve(id) {
    const deployment = await change(id, ['pending_approval'], { status: 'queued' });
    telemetry.deployment.cabDecided({ decision: 'approved' });
    await reportBacklog();
    await enqueue('deploy', deployment);
    return deployment;
  }

  async function reject(id) {
    const deployment = await change(id, ['pending_approval'], { status: 'cancelled' });
    telemetry.deployment.cabDecided({ decision: 'rejected' });
    ended(deployment, 'cancelled', clock.now() - deployment.intended_at);
    await reportBacklog();
    return deployment;
  }

  /** Carries a queued deployment out in its ring, unless the signal ends it. Throws, so that the task is tried again. */
  async function deploy(id, signal) {
    const deployment = await change(id, ['queued', 'deploying'], {
      status: 'deploying',
      started_at: clock.now(),
    });
    const { app_name: app, version, ring, devices, connector } = deployment;
    const result = await connectors.call(connector, 'deploy', {
      body: { app, version, ring, devices },
      signal,
    });
    const passed = gatePasses(result);
    gateEvaluated(ring, passed);
    const deployed = await change(id, ['deploying'], { status: 'deployed', gate_passed: passed });
    ended(deployed, 'success', clock.now() - deployed.started_at);
    telemetry.deployment.compliant({
      ring,
      app,
      duration: seconds(clock.now() - deployed.intended_at),
    });
  }

  /** The task was tried often enough. */
  async function giveUp(id) {
    const deployment = await change(id, ['queued', 'deploying'], { status: 'failed' });
    const begun = deployment.started_at ?? deployment.intended_at;
    ended(deployment, 'failed', clock.now() - begun);
  }

  async function promote(id) {
    const deployment = await existing(id);
    const to = nextRing(deployment.ring);
    if (to === undefined) throw new Refused(409, `${deployment.ring} is the last ring`);
    if (deployment.status !== 'deployed') throw new Refused(409, `deployment ${id} is ${deployment.status}`);
    const promotion = { from: deployment.ring, ring: to };
    if (!deployment.gate_passed) {
      telemetry.deployment.promoted({ ...promotion, outcome: 'blocked' });
      throw new Refused(409, `the gate behind ${deployment.ring} did not pass`);
    }
    if (!(await connectors.isHealthy(deployment.connector))) {
      telemetry.deployment.promoted({ ...promotion, outcome: 'failed' });
      throw new Refused(503, `connector ${deployment.connector} is not healthy`);
    }
    const promoted = await change(id, ['deployed'], { status: 'queued', ring: to, gate_passed: false });
    telemetry.deployment.promoted({ ...promotion, outcome: 'passed' });
    await enqueue('deploy', promoted);
    return promoted;
  }

  async function rollBack(id) {
    const { connector, app_name: app, version, ring, devices } = await existing(id);
    await connectors.call(connector, 'rollback', { body: { app, version, ring, devices } });
    const deployment = await change(id, ['deployed'], { status: 'rolled_back' });
    ended(deployment, 'rolled_back', clock.now() - deployment.started_at);
    return deployment;
  }

  async function existing(id) {
    const deployment = /^\d{1,18}$/.test(id) ? await store.find(id) : undefined;
    if (deployment === undefined) throw new Refused(404, 'no such deployment');
    return deployment;
  }

  async function change(id, from, to) {
    const changed = await store.change(id, from, to);
    if (changed !== undefined) return changed;
    const { status } = await existing(id);
    throw new Refused(409, `deployment ${id} is ${status}; that needs ${from.join(' or ')}`);
  }

  async function reportBacklog() {
    const rows = await store.awaitingApproval();
    for (const ring of RINGS) {
      const pending = rows.find((row) => row.ring === ring)?.pending ?? 0;
      telemetry.deployment.awaitingApproval({ ring, pending });
    }
  }

  /** Counts an evaluation, and keeps the share of those that passed since the start, by ring. */
  function gateEvaluated(ring, passed) {
    const tally = gates.get(ring) ?? { passed: 0, all: 0 };
    gates.set(ring, { passed: tally.passed + (passed ? 1 : 0), all: tally.all + 1 });
    const { passed: good, all } = gates.get(ring);
    telemetry.deployment.gateEvaluated({ ring, result: passed ? 'passed' : 'failed' });
    telemetry.deployment.gateSuccess({ ring, ratio: ratio(good / all) });
  }

  return { approve, create, deploy, existing, giveUp, promote, reject, rollBack };
}

/** A deployment ended in its ring, after `duration` seconds. */
function ended({ ring, app_name: app, requires_cab: cab }, status, duration) {
  telemetry.deployment.completed({
    status,
    ring,
    app,
    requiresCab: String(cab),
    duration: seconds(duration),
  });
}

function problemsOf({ app_name: app, version, connector, devices }) {
  return [
    ...(/^[a-z][a-z0-9-]{0,39}$/.test(app ?? '')
      ? []
      : ['app_name must be a name of at most 40 letters, digits, dashes']),
    ...(typeof version === 'string' && version.length > 0 ? [] : ['version is missing']),
    ...(CONNECTORS.includes(connector) ? [] : [`connector must be one of ${CONNECTORS.join(', ')}`]),
    ...(Number.isInteger(devices) && devices > 0 ? [] : ['devices must be a whole number above 0']),
  ];
}

module.exports = { createDeployments, Refused };
