/** Where Pulumi keeps its state unless told otherwise: what `pulumi login --local` uses. */
const LOCAL_BACKEND = 'file://~';

/** Backends that keep no keys of their own: secrets in the state are encrypted with a passphrase. */
const WITHOUT_KEYS = /^(file|s3|gs|azblob):/;

/** Something outside of the stack has to be put right by the user first. */
export class SetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * Variables for Pulumi: those of the user, and a local backend unless one is named.
 * @throws SetupError if the backend needs a passphrase and there is none
 */
export function pulumiEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  const backend = env['PULUMI_BACKEND_URL'] ?? LOCAL_BACKEND;
  const hasPassphrase =
    env['PULUMI_CONFIG_PASSPHRASE'] !== undefined || env['PULUMI_CONFIG_PASSPHRASE_FILE'] !== undefined;
  if (WITHOUT_KEYS.test(backend) && !hasPassphrase) {
    throw new SetupError(
      `The backend ${backend} encrypts secrets with a passphrase: set PULUMI_CONFIG_PASSPHRASE, or ` +
        'PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it. The same is needed every time.',
    );
  }
  return { PULUMI_BACKEND_URL: backend, PULUMI_SKIP_UPDATE_CHECK: 'true' };
}
