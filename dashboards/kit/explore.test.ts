import { exploreUrl, logsLink, tracesLink } from './explore';

/** The panes of the link with every variable filled in, as a browser would hand them to Grafana. */
function panes(url: string, values: Readonly<Record<string, string>>) {
  const filled = url.replace(/\$\{([^}]+)\}/g, (whole, name: string) =>
    encodeURIComponent(values[name] ?? whole),
  );
  return JSON.parse(new URL(filled, 'http://grafana').searchParams.get('panes') ?? '') as {
    a: { datasource: string; queries: Record<string, unknown>[]; range: { from: string; to: string } };
  };
}

const values = {
  tempo: 'uid-tempo',
  loki: 'uid-loki',
  __from: '1000',
  __to: '2000',
  'service:pipe': 'a|b',
  '__field.labels.service': 'orders',
};

describe('explore links', () => {
  it('search the traces of the clicked service in the range of the board', () => {
    const link = tracesLink('Failed', { field: 'service' }, ['status=error']);
    const { a } = panes(link.url, values);
    expect(a).toEqual({
      datasource: 'uid-tempo',
      queries: [
        {
          refId: 'A',
          datasource: { type: 'tempo', uid: 'uid-tempo' },
          queryType: 'traceql',
          query: '{resource.service.name=~"orders" && kind=server && status=error}',
        },
      ],
      range: { from: '1000', to: '2000' },
    });
  });

  it('search the logs of the chosen services', () => {
    const { a } = panes(logsLink('Logs', 'variable', '| detected_level="error"').url, values);
    expect(a.datasource).toBe('uid-loki');
    expect(a.queries[0]?.['expr']).toBe('{service_name!="", service_name=~"a|b"} | detected_level="error"');
  });

  it('leave no character that ends the parameter', () => {
    const [, query = ''] = exploreUrl('loki', { expr: '{a="&#+ "}' }).split('panes=');
    expect(query.replace(/\$\{[^}]+\}/g, '')).toMatch(/^[\w%.~!*'()-]+$/);
  });
});
