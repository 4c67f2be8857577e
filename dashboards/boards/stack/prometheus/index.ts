import { type BoardDefinition } from '../../../kit/definition';
import { processRow } from '../process';
import { scraping } from './scraping';
import { storage } from './storage';
import { rules } from './rules';
import { service } from './service';
import { links } from './links';

/** Prometheus: does it read every target, keep up with its rules, and reach Alertmanager? */
export const prometheusBoard: BoardDefinition = {
  name: 'prometheus',
  folder: 'platform',
  needs: ['stack'],
  description:
    'Prometheus about itself: targets, series, rules, queries, and the way of alerts to Alertmanager.',
  tags: ['stack'],
  scope: 'stack',
  rows: (sources) => [
    scraping(sources),
    storage(sources),
    rules(sources),
    service(sources),
    processRow('prometheus', 5, links),
  ],
};
