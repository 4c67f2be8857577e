'use strict';

const HEADERS = { 'x-tenant-id': 'acme' };

/** What the traffic generator sends; `share` is relative. */
const MIX = [
  chat(40, { model: 'gpt-4', prompt: 'tell me of the sea', stream: true }),
  chat(30, { model: 'llama-3-70b', prompt: 'what is a lighthouse' }),
  chat(10, { model: 'claude-3-haiku', prompt: 'one plus one', temperature: 0 }),
  chat(1, { model: 'parrot-1', prompt: 'hello' }),
  // Its only provider refuses it: an error of the gateway's, now and then.
  chat(1, { model: 'claude-3-haiku', prompt: 'fail, please' }),
  { share: 15, method: 'GET', route: '/v1/models', path: () => '/v1/models' },
  { share: 2, method: 'GET', route: 'unmatched', path: () => '/wp-login.php' },
];

function chat(share, body) {
  const route = '/v1/chat/completions';
  return { share, method: 'POST', route, path: () => route, headers: HEADERS, body };
}

module.exports = { MIX };
