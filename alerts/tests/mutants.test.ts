import { findRule } from '../compile';
import { GROUPS } from './fixture';
import { mutants } from './mutants';

describe('mutants', () => {
  it('change the operator, the threshold, the matcher and the time of a simple rule, one at a time', () => {
    const rule = findRule(GROUPS, 'GatewayDown');
    if (rule === undefined) throw new Error('no rule');
    const changes = mutants(rule).map((mutant) =>
      mutant.rule.expr === rule.expr ? mutant.change : mutant.rule.expr,
    );
    const min = 'min by (service, environment, instance)';
    expect(changes).toEqual([
      `${min} (up{job="gateway"}) != 0`,
      `${min} (up{job="gateway"}) == -1`,
      `${min} (up{job!="gateway"}) == 0`,
      'min by (environment, instance) (up{job="gateway"}) == 0',
      'min by (service, instance) (up{job="gateway"}) == 0',
      'min by (service, environment) (up{job="gateway"}) == 0',
      'for 60 -> 0',
      'for 60 -> 120',
    ]);
  });

  it('differ from the rule and from each other', () => {
    for (const rule of GROUPS.flatMap((group) => group.rules)) {
      const texts = mutants(rule).map((mutant) => JSON.stringify(mutant.rule));
      expect(new Set([...texts, JSON.stringify(rule)]).size).toBe(texts.length + 1);
      if (rule.alert !== 'Watchdog') expect(texts.length).toBeGreaterThanOrEqual(3);
    }
  });
});
