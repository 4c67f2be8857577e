import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

/** Messages, which only the gateway's own code can count. */
export function messages({ q }: Sources): RowSpec {
  const direction = q.label('websocket.messages', 'direction');
  const type = q.label('websocket.messages', 'type');
  const by = ['service'] as const;
  return {
    id: 2,
    title: 'Messages',
    panels: [
      rate({
        id: 201,
        title: 'Messages by direction',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Messages that came in and went out, each second.',
          bad: 'Inbound without outbound: the gateway does not answer.',
          next: 'Open the logs of the service; see whether its upstream answers on the overview.',
        },
        queries: {
          messages: range(q.rate('websocket.messages', { by: ['direction'], window }), `{{${direction}}}`),
        },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 202,
        title: 'Messages by type',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Messages each second, by type and direction.',
          bad: 'One type pushes all others aside: a client in a loop.',
          next: 'Traces of the service name the client; limit its messages.',
        },
        queries: {
          messages: range(
            q.rate('websocket.messages', { by: ['type', 'direction'], window }),
            `{{${type}}} {{${direction}}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      level({
        id: 203,
        title: 'Messages a connection',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Messages each second for each open connection; 0 without connections.',
          bad: 'A level that is not the usual one: fewer, connections sit idle; more, a client floods.',
          next: 'Messages by type says what it is.',
        },
        queries: {
          perConnection: range(
            ratioOrZero(
              q.rate('websocket.messages', { by, window }),
              q.aggregate('sum', 'websocket.connections.active', { by }),
            ),
            '{{service}}',
          ),
        },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
