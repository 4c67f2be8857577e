import { CommandError, ConcurrentUpdateError } from '@pulumi/pulumi/automation';

/** What a failure of Pulumi comes from, by a part of what it says, and what to do. First match wins. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /spawn pulumi ENOENT|pulumi: (command )?not found/i,
    'The Pulumi CLI is not on PATH. Install version 3.200.0 (https://www.pulumi.com/docs/install/).',
  ],
  [
    /no resource plugin 'pulumi-resource-kubernetes|could not (download|find).*kubernetes/i,
    'The Kubernetes provider is not installed. Run: pulumi plugin install resource kubernetes 4.34.2',
  ],
  [
    /incorrect passphrase/i,
    'The passphrase is not the one that the stack was made with: set PULUMI_CONFIG_PASSPHRASE to that one.',
  ],
  [
    /configured Kubernetes cluster is unreachable|connection to the server .* was refused|unable to load Kubernetes client/i,
    'The cluster does not answer: see `kubectl config current-context` and `kubectl get nodes`.',
  ],
];

/** What to tell the user of a failed operation: a cure where it is known, else the words of Pulumi. */
export function explain(error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof ConcurrentUpdateError) {
    return 'Another operation holds the lock of this stack. If none runs any more: pulumi cancel --stack NAME';
  }
  const cure = KNOWN.find(([pattern]) => pattern.test(message))?.[1];
  if (cure !== undefined) return `${cure}\n${lastLines(message)}`;
  return error instanceof CommandError ? lastLines(message) : message;
}

const LINES = 25;

/** Standard output repeats the progress, so the end is what counts. */
function lastLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-LINES).join('\n');
}
