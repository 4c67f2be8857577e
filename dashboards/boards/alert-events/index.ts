import { type BoardDefinition } from '../../kit/definition';
import { escalation } from './escalation';
import { frequency } from './frequency';
import { now } from './now';
import { people } from './people';
import { timeline } from './timeline';

/** What fired and when, how long people and cures took, and whether escalating helped. */
export const alertEventsBoard: BoardDefinition = {
  name: 'alertEvents',
  folder: 'reliability',
  needs: ['stack'],
  description:
    'Alerts: what fires now, what fired when and where, how long people and cures took, and escalations.',
  tags: ['reliability'],
  scope: 'stack',
  from: 'now-24h',
  rows: (sources) => [
    now(sources),
    timeline(sources),
    frequency(sources),
    ...(sources.has('alert-operations') ? [people(sources), escalation(sources)] : []),
  ],
};
