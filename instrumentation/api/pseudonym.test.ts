import { createHmac } from 'node:crypto';
import { pseudonyms } from './pseudonym';

it('is the same for the same user and key, and hides the user', () => {
  const keyed = pseudonyms('key');
  expect(keyed('mia@example.org')).toBe(
    createHmac('sha256', 'key').update('mia@example.org').digest('hex').slice(0, 16),
  );
  const all = [keyed('mia'), keyed('noa'), pseudonyms('other')('mia'), pseudonyms(undefined)('mia')];
  expect(new Set(all).size).toBe(4);
  expect(all.every((one) => /^[0-9a-f]{16}$/.test(one))).toBe(true);
});
