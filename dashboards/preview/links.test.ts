import { type LinkContext } from './links';
import { drawnLink } from './links';

const context: LinkContext = {
  variables: [
    {
      name: 'service',
      title: 'Service',
      hidden: false,
      multi: true,
      options: ['$__all', 'a', 'b'],
      chosen: ['a', 'b'],
    },
    {
      name: 'environment',
      title: 'Environment',
      hidden: false,
      multi: true,
      options: ['$__all'],
      chosen: ['$__all'],
    },
  ],
  range: { from: 1_700_000_000, to: 1_700_003_600 },
  boardHref: (uid, query) => `/d/${uid}?${query}`,
};
const url = (text: string, clicked = {}) => drawnLink({ title: 'L', url: text }, context, clicked).url;

describe('drawnLink', () => {
  it('takes range and variables along to another board, as Grafana does', () => {
    expect(url('/d/other?from=${__from}&to=${__to}&${environment:queryparam}&${service:queryparam}')).toBe(
      '/d/other?from=1700000000000&to=1700003600000&var-environment=%24__all&var-service=a&var-service=b',
    );
  });

  it('fills in the series, the cell and the row that were clicked', () => {
    expect(url('/d/o?var-route=${__field.labels.route:percentencode}', { labels: { route: '/a b' } })).toBe(
      '/d/o?var-route=%2Fa%20b',
    );
    expect(
      url('/d/o?a=${__value.raw}&b=${__data.fields["Ring"]}', { value: 'x', row: { Ring: 'one' } }),
    ).toBe('/d/o?a=x&b=one');
  });

  it('leads to Grafana for what only Grafana has, and nowhere without one', () => {
    expect(url('/explore?q=${service:pipe}')).toBeUndefined();
    const withGrafana = { ...context, grafanaUrl: 'https://g.example' };
    expect(drawnLink({ title: 'L', url: '/explore?q=${service:pipe}' }, withGrafana).url).toBe(
      'https://g.example/explore?q=a|b',
    );
  });

  it('leaves other addresses as they are', () => {
    expect(url('https://runbooks.example/A.md')).toBe('https://runbooks.example/A.md');
  });
});
