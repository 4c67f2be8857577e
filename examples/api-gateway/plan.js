'use strict';

const WEB = { 'x-api-key': 'key-of-web' };
const CODE = { prompt: 'a list of orders', framework: 'react' };

/** What the traffic generator sends; `share` is relative. */
const MIX = [
  generate(60, 'code', CODE),
  generate(20, 'image', { prompt: 'a lighthouse at dusk' }),
  generate(1, 'code', { prompt: 'a form', framework: 'cobol' }),
  { share: 15, method: 'GET', route: '/api/v1/frameworks', path: () => '/api/v1/frameworks' },
  { share: 5, method: 'GET', route: '/api/v1/health', path: () => '/api/v1/health' },
  { share: 2, method: 'GET', route: 'unmatched', path: () => '/wp-login.php' },
];

function generate(share, kind, body) {
  const route = `/api/v1/generate/${kind}`;
  return { share, method: 'POST', route, path: () => route, headers: WEB, body };
}

module.exports = { MIX };
