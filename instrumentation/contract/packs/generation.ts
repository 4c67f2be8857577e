import { capped, closed } from '../label';
import { counter, histogram } from '../metric';

/** How a generation ended. */
export const GENERATION_STATUSES = ['success', 'failed'] as const;

/** Seconds. Code and images take from half a second to minutes. */
const GENERATION_BUCKETS = [0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300] as const;

const status = closed('status', GENERATION_STATUSES, 'How the generation ended.');
const framework = capped('framework', 20, 'Framework that the code is for, e.g. `react`.');

/** Code and images that the gateway has generated. */
export const generation = {
  'generation.code': counter({
    name: 'code_generations_total',
    unit: '1',
    help: 'Code generations that ended, by framework and status.',
    labels: { framework, status },
    seriesBudget: 42,
    why: 'Success ratio of a product of the gateway, by framework.',
  }),
  'generation.code.duration': histogram({
    name: 'code_generation_duration_seconds',
    unit: 'seconds',
    help: 'Duration of code generations, by framework.',
    labels: { framework },
    buckets: GENERATION_BUCKETS,
    seriesBudget: 21,
    why: 'How long users wait for code, by framework.',
  }),
  'generation.image': counter({
    name: 'image_generations_total',
    unit: '1',
    help: 'Image generations that ended, by status.',
    labels: { status },
    seriesBudget: GENERATION_STATUSES.length,
    why: 'Success ratio of a product of the gateway.',
  }),
  'generation.image.duration': histogram({
    name: 'image_generation_duration_seconds',
    unit: 'seconds',
    help: 'Duration of image generations.',
    labels: {},
    buckets: GENERATION_BUCKETS,
    seriesBudget: 1,
    why: 'How long users wait for an image.',
  }),
} as const;
