import { Command, InvalidArgumentError } from 'commander';
import { goalTable } from '../overhead/goals';
import { measuredOn, writeSection } from '../results/write';
import { measureAtCap } from './at-cap';
import { scrapeGoals } from './goals';
import { measure, type Plan } from './measure';
import { atCapTable, table } from './report';

interface Options extends Plan {
  readonly write: boolean;
}

async function main({ rounds, scrapes, write }: Options): Promise<void> {
  const figures = await measure({ rounds, scrapes }, (line) => void process.stderr.write(`${line}\n`));
  const full = await measureAtCap();
  const text = [
    '# Scrape',
    '',
    measuredOn(),
    `Two histograms with 28,016 samples, the same ones for each, or 2,040 of an ordinary gateway; in ours besides the other families of the pack; ${rounds} rounds of ${scrapes} scrapes, one process a variant, in turn; medians with`,
    'the quartiles in parentheses. Event-loop delay is that of the serving process, sampled each millisecond while it is',
    'scraped, the millisecond itself included: it is what a request would have waited. Reproduce: `npm run bench:scrape -- --write`.',
    '',
    table(figures),
    '',
    'Every metric of a preset with more label sets than it has room for, and an exemplar in each bucket:',
    '',
    atCapTable(full),
    '',
    goalTable(scrapeGoals(figures, full)),
    '',
  ].join('\n');
  process.stdout.write(text);
  if (write) writeSection(text);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number above 0 is needed');
  return value;
}

void new Command('bench:scrape')
  .option('--rounds <n>', 'rounds; at least 5 for a figure to quote', count, 7)
  .option('--scrapes <n>', 'scrapes of a round', count, 10)
  .option('--write', 'write the section of bench/RESULTS.md', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main)
  .parseAsync();
