import { alertsMarkdown } from './markdown';
import { GROUPS } from './tests/fixture';

describe('alertsMarkdown', () => {
  const text = alertsMarkdown(GROUPS);

  it('has a row for every alert under its group', () => {
    const names = GROUPS.flatMap(({ rules }) => rules).map(({ alert }) => alert);
    expect([...text.matchAll(/^\| (\w+) \| (?:critical|warning|info) \|/gm)].map(([, name]) => name)).toEqual(
      names,
    );
    expect(text.match(/^## .*$/gm)).toEqual(GROUPS.map(({ name }) => `## ${name}`));
  });

  it('shows severity, condition, time and runbook', () => {
    expect(text).toContain(
      '| GatewayDown | critical | A gateway cannot be scraped. | `min by (service, environment, instance) (up{job="gateway"}) == 0` ' +
        '| 1m | [GatewayDown](https://runbooks.example.com/alerts/GatewayDown.md) |',
    );
  });

  it('has six cells in every row of alerts and two in those of recorded series, whatever bars an expression holds', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).toEqual(new Set([8, 4]));
  });
});
