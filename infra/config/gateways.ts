import { z } from 'zod';
import { count, image, labels, name, secretKey } from './fields';

/** A gateway that the stack runs itself. */
const workloadSchema = z
  .strictObject({
    image: image().describe('Image of the gateway; its command preloads Gatewatch.'),
    replicas: count(1, 100).describe('Pods of the gateway.').default(1),
    port: count(1, 65_535).describe('Port at which the gateway serves.').default(8080),
    user: count(1, 2_147_483_647).describe('User that the image runs as; it must not be root.').default(1000),
    env: z
      .record(
        z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'a name such as LOG_LEVEL' }),
        z.string({ error: 'text' }),
        { error: 'variables and their values, such as { LOG_LEVEL: info }' },
      )
      .meta({ allowed: 'variables and their values' })
      .describe('Variables beside those of the preload; no secrets.')
      .default({}),
  })
  .optional()
  .describe('Run the gateway with the stack; without it the gateway is there already and is watched.');

/** Gateways that a stack watches. */
export const gatewaysSchema = z
  .array(
    z.strictObject({
      service: name().describe('Value of the target label `service`.'),
      namespace: name().describe('Namespace of the gateway.'),
      selector: z
        .record(z.string(), z.string({ error: 'text' }), {
          error: 'labels of the Service, such as { app: gateway }',
        })
        .refine((labels) => Object.keys(labels).length > 0, {
          error: 'at least one label of the Service, such as { app: gateway }',
        })
        .meta({ allowed: 'labels and their values' })
        .describe('Labels of the Kubernetes Service.'),
      metricsPort: name()
        .describe(
          'Name of the Service port that serves the metrics: of the admin port, or of the gateway itself where the ' +
            'preset scrapes paths of its own.',
        )
        .default('metrics'),
      metricsTargetPort: count(1, 65_535)
        .describe('Port of the pod behind `metricsPort`; NetworkPolicies name it.')
        .default(9464),
      pods: labels('{ app: gateway }')
        .describe("Labels of the gateway's pods; those of the Service unless given.")
        .optional(),
      metricsToken: z
        .strictObject({
          secret: name().describe('Existing Secret in the namespace of the stack.'),
          key: secretKey().describe('Key of the Secret that holds the token.').default('token'),
        })
        .optional()
        .describe('Admin token of the gateway, for presets whose metrics ask for it.'),
      workload: workloadSchema,
    }),
    { error: 'a list of gateways, each with service, namespace and selector' },
  )
  .min(1, { error: 'at least one gateway: without one the stack watches nothing' })
  .describe('Gateways to scrape.');
