import { queries } from '../../alerts/promql';
import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { age, orZeroPer, top } from './expressions';

const q = queries(bind(defaultPreset));

describe('expressions', () => {
  const anchor = q.aggregate('max', 'self.info', { by: ['service'] });
  const errors = q.rate('self.errors', { by: ['service', 'where'], window: '1m' });

  it('give 0 for each label set of the anchor that the counter lacks', () => {
    expect(orZeroPer(anchor, errors).text).toBe(
      'sum by (service, where) (rate(gatewatch_internal_errors_total[1m])) or on (service) (max by (service) (gatewatch_build_info) * 0)',
    );
  });

  it('keep what they read', () => {
    const ids = orZeroPer(anchor, errors).uses.map((use) => use.id);
    expect(ids).toEqual(['self.errors', 'self.info']);
    expect(top(5, errors)).toMatchObject({ text: `topk(5, ${errors.text})`, uses: errors.uses });
    expect(age(anchor)).toMatchObject({ text: `time() - ${anchor.text}`, uses: anchor.uses });
  });
});
