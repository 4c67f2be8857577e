'use strict';

const WISH = { app_name: 'notes', version: '2.1.0', connector: 'intune', devices: 40 };

/** The mix of requests, with small changes that need no approval. */
const MIX = [
  { share: 500, method: 'GET', route: '/api/v1/connectors/:name/inventory', path: inventory },
  { share: 200, method: 'GET', route: '/api/v1/connectors', path: () => '/api/v1/connectors' },
  { share: 100, method: 'GET', route: '/api/v1/deployments/:id', path: () => '/api/v1/deployments/1' },
  { share: 150, method: 'POST', route: '/api/v1/deployments', path: () => '/api/v1/deployments', body: WISH },
  { share: 30, method: 'GET', route: 'unmatched', path: (r) => `/wp-admin/${Math.floor(r * 9000)}.php` },
];

function inventory(r) {
  return `/api/v1/connectors/${['intune', 'jamf', 'sccm'][Math.floor(r * 3)]}/inventory`;
}

module.exports = { MIX };
