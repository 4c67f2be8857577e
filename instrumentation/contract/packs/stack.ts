import { gauge } from '../metric';

/** Series that the stack's own binaries expose and that rules and boards read. Their names are fixed. */
export const stack = {
  'prometheus.up': gauge({
    name: 'up',
    unit: '1',
    help: '1 if the last scrape of the target succeeded, else 0.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'A target that cannot be scraped gives no other sign.',
  }),
} as const;
