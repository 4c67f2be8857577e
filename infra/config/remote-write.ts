import { z } from 'zod';
import { name, secretKey, text } from './fields';
import { remoteFields } from './remote';

function pattern() {
  const allowed = 'a regular expression for the whole name of a metric, such as http_.*|up';
  return z.string({ error: allowed }).refine(compiles, { error: allowed }).meta({ allowed }).optional();
}

/** Prometheus' expressions (RE2) are, but for a few, also JavaScript's; `promtool` has the last word. */
function compiles(expression: string): boolean {
  try {
    new RegExp(expression, 'u');
    return expression !== '';
  } catch {
    return false;
  }
}

const secret = () => name().describe('Existing Secret in the namespace of the stack.');

/** Where Prometheus sends its samples, too. */
export const remoteWriteSchema = z
  .array(
    z
      .strictObject({
        name: name().describe('Name of the remote store, in metrics and alerts of the queue.'),
        url: text(
          /^https?:\/\/[^\s/]+\/\S+$/,
          'the http or https URL that takes remote writes, such as https://mimir.example.com/api/v1/push',
        ).describe('URL that takes remote writes.'),
        tenant: text(/^[A-Za-z0-9!_.*'()-]{1,150}$/, 'a tenant such as gatewatch')
          .describe('Tenant at a store that has several: the header `X-Scope-OrgID`.')
          .optional(),
        bearer: z
          .strictObject({
            secret: secret(),
            key: secretKey().describe('Key of the Secret that holds the token.').default('token'),
          })
          .optional()
          .describe('Token that is sent along.'),
        basicAuth: z
          .strictObject({
            secret: secret(),
            username: secretKey().describe('Key of the Secret that holds the user.').default('username'),
            password: secretKey().describe('Key of the Secret that holds the password.').default('password'),
          })
          .optional()
          .describe('User and password that are sent along.'),
        keep: pattern().describe('Only metrics of these names are sent; all unless given.'),
        drop: pattern().describe('Metrics of these names are not sent.'),
        ...remoteFields,
      })
      .refine(({ bearer, basicAuth }) => bearer === undefined || basicAuth === undefined, {
        error: 'bearer or basicAuth, not both',
      }),
    { error: 'a list of remote stores, each with name and url' },
  )
  .refine((all) => new Set(all.map((one) => one.name)).size === all.length, {
    error: 'remote stores of different names',
  })
  .describe('Stores that Prometheus sends its samples to, such as Mimir; its own storage stays.')
  .default([]);
