import { helper } from '../helper';
import { count, measure } from '../step';

/** What the gateway has generated. */
export const generation = {
  /** The generation of code ended. */
  code: helper([count('generation.code'), measure('duration', 'generation.code.duration')], {
    event: 'generation.code',
  }),
  /** The generation of an image ended. */
  image: helper([count('generation.image'), measure('duration', 'generation.image.duration')], {
    event: 'generation.image',
  }),
};
