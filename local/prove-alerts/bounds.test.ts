import type { AlertRule } from '../../alerts';
import type { Fault } from '../faults';
import { paceOf } from '../stack/pace';
import { boundsOf, quietSeconds } from './bounds';

const pace = paceOf({ compress: true });
const rule = { looksBack: 15, for: 6, keepFiringFor: 10 } as AlertRule;
const fault = { onsetSeconds: 2, recoverySeconds: 3 } as Fault;
/** Two scrapes and evaluations of a second each, Alertmanager's interval of 5 s, and 3 s for the calls. */
const WAY = 12;

it('an alert has a whole window and its time to be received, and its window and its rest to be resolved', () => {
  expect(boundsOf(rule, fault, pace)).toEqual({ detected: 2 + 15 + 6 + WAY, resolved: 3 + 15 + 10 + WAY });
});

it('what can be received only after the cure waits for that, too', () => {
  const late = boundsOf(rule, { ...fault, curedWhen: 'firing' }, pace);
  expect(late.detected).toBe(2 + 15 + 6 + WAY + 3);
});

it('a run without a fault is longer than any window and its time', () => {
  expect(quietSeconds([rule, { looksBack: 120, for: 1 } as AlertRule], pace)).toBeGreaterThan(121);
});
