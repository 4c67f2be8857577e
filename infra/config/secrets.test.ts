import { maskSecrets, MASKED } from './secrets';

it('keeps names and keys and masks every value, whatever its form', () => {
  expect(
    maskSecrets({
      other: 'kept',
      secrets: { a: { url: 'x', key: { secure: 'v1:x' } }, b: 'x', c: { deep: { deeper: 'x' } }, d: ['x'] },
    }),
  ).toEqual({
    other: 'kept',
    secrets: { a: { url: MASKED, key: MASKED }, b: MASKED, c: { deep: MASKED }, d: MASKED },
  });
  expect(maskSecrets({ secrets: { secure: 'v1:x' } })).toEqual({ secrets: MASKED });
  expect(maskSecrets({})).toEqual({});
});
