import { explain } from './failure';

it.each([
  ['spawn pulumi ENOENT', 'The Pulumi CLI is not on PATH'],
  [
    "no resource plugin 'pulumi-resource-kubernetes-v4.34.2' found",
    'pulumi plugin install resource kubernetes',
  ],
  ['error: incorrect passphrase', 'set PULUMI_CONFIG_PASSPHRASE to that one'],
  ['configured Kubernetes cluster is unreachable', 'kubectl get nodes'],
])('%s: says what to do, and what Pulumi said', (message, cure) => {
  const text = explain(new Error(message));
  expect(text).toContain(cure);
  expect(text).toContain(message);
});

it('leaves other failures in their own words', () => {
  expect(explain(new Error('something else'))).toBe('something else');
});
