import { fingerprintOf } from './fingerprint';

test('is that of Alertmanager', () => {
  // From prometheus/common, model/signature_test.go: the hash of no labels, and of two.
  expect(fingerprintOf({})).toBe('cbf29ce484222325');
  expect(fingerprintOf({ name: 'garland, briggs', fear: 'love is not enough' })).toBe(
    BigInt('5799056148416392346').toString(16).padStart(16, '0'),
  );
});

test('does not depend on the order, and tells names from values', () => {
  expect(fingerprintOf({ a: 'b', c: 'd' })).toBe(fingerprintOf({ c: 'd', a: 'b' }));
  expect(fingerprintOf({ ab: 'c' })).not.toBe(fingerprintOf({ a: 'bc' }));
});
