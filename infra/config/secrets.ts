import { z } from 'zod';
import { name, secretKey } from './fields';

/** What stands for a value of a Secret in everything that is checked, modelled and printed. */
export const MASKED = '[secret]';

/**
 * Secrets that the program creates in the namespace of the stack, by name and key. Values come from Pulumi's encrypted
 * configuration and go to the cluster; the checked configuration holds `MASKED` in their place.
 */
export const secretsSchema = z
  .record(
    name(),
    z.record(secretKey(), z.literal(MASKED, { error: 'text, set by `pulumi config set --secret --path`' })),
    { error: 'Secrets by name and key, such as { alert-webhook: { url: … } }' },
  )
  .prefault({})
  .describe(
    'Secrets to create, values by name and key: `pulumi config set --secret --path gatewatch:secrets.NAME.KEY`. ' +
      'Those that are not here have to exist.',
  );

/** The values with every value of a Secret masked, so that no message and no model can hold one. */
export function maskSecrets(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return 'secrets' in values ? { ...values, secrets: masked(values['secrets'], 0) } : { ...values };
}

/** Names and keys are kept; what is deeper or of another form is masked whole. */
function masked(value: unknown, depth: number): unknown {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  // Pulumi writes an encrypted value as { secure: … }.
  if (!isMap || depth === 2 || 'secure' in value) return MASKED;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, depth + 1)]));
}
