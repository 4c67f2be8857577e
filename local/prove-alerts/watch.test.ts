import type { RuleAlert } from '../clients/prometheus';
import { type Episode, note } from './watch';

const shown = (state: RuleAlert['state'], service: string): RuleAlert => ({
  labels: { alertname: 'GatewayDown', service },
  annotations: {},
  state,
  activeAt: '2026-01-01T00:00:00.000Z',
});

it('follows each instance from pending to its end, and begins anew when it comes back', () => {
  const open = new Map<string, Episode>();
  const episodes: Episode[] = [];
  const begin = Date.parse('2026-01-01T00:00:00.000Z');
  note([shown('pending', 'a')], begin + 100, open, episodes);
  note([shown('firing', 'a'), shown('pending', 'b')], begin + 200, open, episodes);
  note([shown('firing', 'a')], begin + 300, open, episodes);
  note([], begin + 400, open, episodes);
  note([shown('firing', 'a')], begin + 500, open, episodes);
  expect(episodes).toEqual([
    {
      labels: { alertname: 'GatewayDown', service: 'a' },
      pendingAt: begin,
      sawPending: true,
      firingAt: begin + 200,
      goneAt: begin + 400,
    },
    {
      labels: { alertname: 'GatewayDown', service: 'b' },
      pendingAt: begin,
      sawPending: true,
      goneAt: begin + 300,
    },
    // Nobody saw it pending this time.
    {
      labels: { alertname: 'GatewayDown', service: 'a' },
      pendingAt: begin,
      sawPending: false,
      firingAt: begin + 500,
    },
  ]);
});
