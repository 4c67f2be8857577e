'use strict';

const { performance } = require('node:perf_hooks');
const {
  dollars,
  milliseconds,
  percent,
  ratio,
  score,
  since,
  telemetry,
  tokensPerSecond,
} = require('gatewatch');
const { costOf } = require('./catalogue');

const TIMEOUT_MS = Number(process.env.PROVIDER_TIMEOUT_MS ?? 1500);
/** Calls by which a provider is rated. */
const WINDOW = 20;
const LINE = 'data: ';

/** A provider did not answer, or not with what was asked for. `type` is the kind of failure. */
class ProviderError extends Error {
  constructor(provider, type, message) {
    super(`${provider}: ${message}`);
    this.name = 'ProviderError';
    this.type = type;
  }
}

/** A client of one provider, which rates it by its latest calls. */
function createProvider(name, baseUrl) {
  const latest = [];

  /**
   * Asks for one completion. `onToken` hears the tokens of a stream.
   * @throws ProviderError, or an AbortError if the client's `signal` ended the call
   */
  async function complete({ model, prompt, stream, tenantId, signal, onToken }) {
    const begin = performance.now();
    let first;
    try {
      const response = await call({ model, prompt, stream, signal });
      telemetry.provider.responded({ provider: name, responseTime: since(begin) });
      const { text, usage } = stream
        ? await readStream(response, (token) => {
            first ??= performance.now();
            onToken(token);
          })
        : await response.json();
      ended({ model, tenantId, begin, first, usage });
      return { text, usage };
    } catch (error) {
      // A client that went away is no failure of the provider's.
      if (signal.aborted) ended({ model, tenantId, begin, first });
      else failed(model, begin, error);
      throw error;
    }
  }

  async function call({ model, prompt, stream, signal }) {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${baseUrl}/${name}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, prompt, stream }),
      signal: AbortSignal.any([late, signal]),
    }).catch((error) => {
      if (signal.aborted) throw error;
      throw new ProviderError(name, late.aborted ? 'timeout' : 'connection', error.message);
    });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new ProviderError(
      name,
      response.status === 429 ? 'rate_limited' : 'error',
      `status ${response.status}`,
    );
  }

  async function readStream(response, onToken) {
    let text = '';
    let usage;
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop();
        for (const line of lines.filter((one) => one.startsWith(LINE))) {
          const event = JSON.parse(line.slice(LINE.length));
          if (event.token === undefined) usage = event.usage;
          else onToken(event.token);
          text += event.token ?? '';
        }
      }
    } catch (error) {
      throw new ProviderError(name, 'broken_stream', error.message);
    }
    return { text, usage };
  }

  function ended({ model, tenantId, begin, first, usage }) {
    telemetry.llm.attempt({
      provider: name,
      model,
      tenantId,
      status: 'success',
      duration: since(begin),
      ...used(model, usage),
      ...streamed(begin, first, usage),
    });
    rate(true);
  }

  function failed(model, begin, error) {
    telemetry.llm.attempt({ provider: name, model, status: 'error', duration: since(begin) });
    telemetry.provider.failed({ provider: name, errorType: error.type ?? error.name });
    rate(false);
  }

  function rate(wasGood) {
    latest.push(wasGood);
    if (latest.length > WINDOW) latest.shift();
    const good = latest.filter(Boolean).length / latest.length;
    telemetry.provider.health({
      provider: name,
      score: score(100 * good),
      availability: percent(100 * good),
      errorRatio: ratio(1 - good),
    });
  }

  return { name, complete };
}

function used(model, usage) {
  if (usage === undefined) return {};
  const { input, output, cached } = usage;
  return {
    inputTokens: input,
    outputTokens: output,
    cacheReadTokens: cached,
    cacheWriteTokens: input - cached,
    cost: dollars(costOf(model, usage)),
  };
}

/** What only a stream has: the wait for its first token, and its pace after it. */
function streamed(begin, first, usage) {
  if (first === undefined) return {};
  const secondsAfterFirst = (performance.now() - first) / 1000;
  return {
    timeToFirstToken: milliseconds(first - begin),
    ...(usage === undefined || secondsAfterFirst <= 0
      ? {}
      : { outputRate: tokensPerSecond(usage.output / secondsAfterFirst) }),
  };
}

module.exports = { createProvider, ProviderError };
