'use strict';

const { telemetry } = require('gatewatch');
const { CONNECTORS } = require('./connector-names');

/** Asks every connector each `intervalMs` whether it is healthy, beginning at once. */
function watchHealth(connectors, intervalMs) {
  async function look() {
    await Promise.all(
      CONNECTORS.map(async (connectorType) => {
        telemetry.connector.health({ connectorType, healthy: await connectors.isHealthy(connectorType) });
      }),
    );
  }
  void look();
  const timer = setInterval(look, intervalMs);
  return { stop: () => clearInterval(timer) };
}

module.exports = { watchHealth };
