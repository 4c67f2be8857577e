import { z } from 'zod';
import { flag, oneOf } from './fields';

/** The Prometheus operator and its custom resource definitions. */
export const operatorSchema = z
  .strictObject({
    run: flag()
      .describe('Run the Prometheus operator; false: one that watches the namespace is in the cluster.')
      .default(true),
    crds: oneOf(['install', 'present'])
      .describe('Custom resource definitions: install them, or leave those of the cluster alone.')
      .default('install'),
  })
  .prefault({})
  .describe('The Prometheus operator.');
