import type { MetricId } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { freshBoards } from '../kit/fixture';
import { targets } from '../kit/targets';

/** How long providers took: a request of a user may wait for several of them, or for none. */
const OF_PROVIDERS: readonly MetricId[] = ['llm.attempt.duration', 'provider.response.time'];
const OF_USERS: MetricId = 'http.request.duration';

const gatewayz = presets['gatewayz'];
if (gatewayz === undefined) throw new Error('there is no preset gatewayz');
const all = freshBoards(gatewayz)
  .flatMap(targets)
  .map(({ uses, panelTitle, expr }) => ({ ids: uses.map(({ id }) => id), panelTitle, expr }));

test('what users wait for comes from the duration of requests alone', () => {
  const ofUsers = all.filter(({ ids }) => ids.includes(OF_USERS));
  expect(ofUsers.length).toBeGreaterThan(3);
  for (const { ids, panelTitle } of ofUsers) {
    expect([panelTitle, ids.filter((id) => OF_PROVIDERS.includes(id))]).toEqual([panelTitle, []]);
  }
});

test('what providers took is never called the duration of requests', () => {
  const ofProviders = all.filter(({ ids }) => ids.some((id) => OF_PROVIDERS.includes(id)));
  for (const { panelTitle } of ofProviders) expect(panelTitle).not.toMatch(/^(request|user)\b/i);
  // Queries name families: none smuggles the one into the other by its name.
  const families = /model_inference_duration_seconds|provider_response_time/;
  for (const { ids, expr } of all.filter(({ expr }) => families.test(expr))) {
    expect([expr, ids.some((id) => OF_PROVIDERS.includes(id))]).toEqual([expr, true]);
  }
});
