import {
  custom,
  kill,
  request,
  type RequestStep,
  restart,
  type Step,
  type StepClient,
  watchBreakers,
} from '../frame';

const CHAT = '/v1/chat/completions';
const BREAKER_TIMES = 8;

type Body = Readonly<{ model: string; prompt?: string; stream?: boolean; temperature?: number }>;

/** A request for a completion; the ledger knows it by its model and how it has to end. */
function chat(
  body: Body,
  status: RequestStep['status'],
  outcome: 'success' | 'error' | 'rejected' | 'cancelled',
  more: Partial<RequestStep> = {},
): RequestStep {
  return request('POST', CHAT, CHAT, status, {
    headers: { 'x-tenant-id': 'acme' },
    body: { prompt: 'tell me of the sea', ...body },
    answersAlone: outcome === 'rejected',
    ...more,
    tags: { model: body.model, outcome, ...more.tags },
  });
}

const GPT = { model: 'gpt-4' };
const LLAMA = { model: 'llama-3-70b' };
const HAIKU = { model: 'claude-3-haiku' };

/** Completions at once and as streams, from the cache, after a fallback, given up, refused and left in the middle. */
export const scenario: readonly Step[] = [
  chat(GPT, 200, 'success', { times: 5, atOnce: 5, tags: { cache: 'bypass' } }),
  chat({ ...GPT, stream: true }, 200, 'success', { times: 3, atOnce: 3, tags: { cache: 'bypass' } }),
  chat({ ...LLAMA, stream: true }, 200, 'success', {
    times: 2,
    headers: { 'x-tenant-id': 'globex' },
    tags: { cache: 'bypass' },
  }),
  chat({ ...HAIKU, temperature: 0 }, 200, 'success', { tags: { cache: 'miss' } }),
  chat({ ...HAIKU, temperature: 0 }, 200, 'success', { times: 3, tags: { cache: 'hit' } }),
  chat({ ...GPT, prompt: '' }, 400, 'rejected'),
  chat({ model: 'parrot-1' }, 404, 'rejected', { tags: { model: 'unknown' } }),
  chat(GPT, 401, 'rejected', { headers: {} }),
  request('GET', '/v1/models', '/v1/models', 200, { times: 4 }),
  request('GET', '/health', '/health', 200, { answersAlone: true }),
  request('GET', '/v1/models', '/v1/models', 200, { times: 2, to: 'gateway-staging' }),
  request('GET', (i) => `/wp-admin/${i}.php`, 'unmatched', 404, { times: 3, answersAlone: true }),
  custom('a client that leaves in the middle of a stream', leave),
  custom('a provider that limits the rate, and one that is slow', fallbacks),
  custom('a provider that is down', down),
  restart('collector'),
  chat(LLAMA, 200, 'success', { times: 2, tags: { cache: 'bypass' } }),
  restart('gateway'),
  chat(GPT, 200, 'success', { times: 3, tags: { cache: 'bypass' } }),
  kill('gateway', chat(GPT, 200, 'success', { tags: { cache: 'bypass' } })),
  chat(LLAMA, 200, 'success', { times: 2, tags: { cache: 'bypass' } }),
  chat(GPT, 200, 'success', { tags: { cache: 'bypass' } }),
];

async function leave(client: StepClient): Promise<void> {
  await fault(client, 'openrouter', { latencyMs: 1000 });
  await client.send(
    chat({ ...GPT, stream: true }, 'aborted', 'cancelled', {
      hangUpAfterMs: 200,
      tags: { cache: 'bypass', provider: 'openrouter' },
    }),
  );
  await fault(client, 'openrouter', {});
}

async function fallbacks(client: StepClient): Promise<void> {
  const viaTogether = (reason: string): Partial<RequestStep> => ({
    tags: { cache: 'bypass', from: 'openrouter', to: 'together', reason },
  });
  await fault(client, 'openrouter', { errorRatio: 1, status: 429 });
  await client.send(chat(GPT, 200, 'success', viaTogether('rate_limited')));
  await fault(client, 'openrouter', { latencyMs: 5000 });
  await client.send(chat(GPT, 200, 'success', viaTogether('timeout')));
  await fault(client, 'openrouter', {});
}

async function down(client: StepClient): Promise<void> {
  await fault(client, 'together', { errorRatio: 1 });
  await fault(client, 'fireworks', { errorRatio: 1 });
  // The breakers open on the way.
  for (let i = 0; i < BREAKER_TIMES; i += 1)
    await client.send(chat(LLAMA, 502, 'error', { tags: { cache: 'bypass' } }));
  const look = breakersOf(client);
  await look();
  await fault(client, 'together', {});
  await fault(client, 'fireworks', {});
  await client.until('the breakers to let a call through', async () => !(await look()).includes('open'));
  await client.send(chat(LLAMA, 200, 'success', { tags: { cache: 'bypass' } }));
  await look();
}

/** Asks for the states of all breakers, and writes down how they changed. */
function breakersOf(client: StepClient): () => Promise<readonly string[]> {
  const watch = watchBreakers(client);
  const path = '/v1/breakers';
  return async () => {
    const { body } = await client.send({ method: 'GET', path, route: path, status: 200, answersAlone: true });
    const states = Object.entries(JSON.parse(body) as Record<string, string>);
    for (const [name, state] of states) {
      const [provider = '', model = ''] = name.split(' ');
      watch(provider, model, state);
    }
    return states.map(([, state]) => state);
  };
}

async function fault(client: StepClient, provider: string, wanted: object): Promise<void> {
  const response = await fetch(`${client.url('providers')}/fault/${provider}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  if (!response.ok) throw new Error(`fault of ${provider}: ${await response.text()}`);
}
