import { z } from 'zod';
import { flag, number } from './fields';

/** The example gateway, to see the stack at work. */
export const exampleSchema = z
  .strictObject({
    run: flag()
      .describe('Run the example as the first of the gateways, in a namespace that is created.')
      .default(false),
    rate: number(0, 1000).describe('Requests a second that its traffic generator sends.').default(5),
  })
  .prefault({})
  .describe('The example gateway with its upstream, traffic and a receiver of alerts.');
