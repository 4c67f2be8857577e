import { presets } from '../instrumentation/presets';
import { MINUTE, type Seconds } from './duration';
import { SLO_PACKS, detectionSeconds, httpAvailability, WORKBOOK_PAIRS } from './slo';
import { contextOf, rulesOf } from './tests/fixture';
import { WAREHOUSE_HUB } from './thresholds';

/** Seconds until Alertmanager sends the first notification of a group, as the default routing waits. */
const GROUP_WAIT: Seconds = 30;

const SLO_ALERTS = SLO_PACKS.flatMap((pack) => Object.keys(pack.alerts));

describe('critical problems of the Warehouse Hub are detected within five minutes', () => {
  const preset = presets['warehouse-hub']!;
  const { groups } = rulesOf(preset);
  const { scrapeIntervalSeconds, evaluationIntervalSeconds } = contextOf(preset);
  const way = scrapeIntervalSeconds + evaluationIntervalSeconds + GROUP_WAIT;
  const own = groups.find(({ name }) => name === 'warehouse-hub')?.rules ?? [];
  const critical = own.filter(({ labels }) => labels.severity === 'critical');

  it.each(critical)('$alert', (rule) => {
    // Everything fails at once: a share passes its threshold within the window's share that it is.
    const window = /\[5m\]/.test(rule.expr) ? 5 * MINUTE * WAREHOUSE_HUB.errorRatio : 0;
    expect(window + rule.for + way).toBeLessThan(WAREHOUSE_HUB.detectionSeconds);
  });

  it('and the page of its budget', () => {
    const seconds = detectionSeconds(WORKBOOK_PAIRS, httpAvailability.objective, httpAvailability.period, 1);
    expect(seconds + way).toBeLessThan(WAREHOUSE_HUB.detectionSeconds);
    expect(critical.map(({ alert }) => alert)).toEqual([
      'HttpErrorRateHigh',
      'WebhookDeliveriesFailing',
      'DatabaseConnectionsExhausted',
    ]);
    expect(SLO_ALERTS).toContain('HttpAvailabilityBudgetBurnFast');
  });
});
