import { freshBoard } from './fixture';
import { boardLink, OF_CELL, ofSeries } from './links';
import { type PanelSpec } from './panel';
import { renderPanel } from './render-panel';

const spec: PanelSpec = {
  id: 1,
  kind: 'table',
  title: 't',
  description: { shows: 's', bad: 'b', next: 'n' },
  width: 1,
  height: 1,
  unit: 'none',
  queries: {},
  missing: 'm',
  columns: [{ field: 'f', title: 'F', links: [boardLink('There', 'tenantUsage', { tenant: OF_CELL })] }],
  dataLinks: [boardLink('Here', 'gatewayOverview'), boardLink('There', 'tenantUsage')],
};

describe('a link to a board', () => {
  it('keeps range, environment and service, and chooses what was clicked', () => {
    const { url } = boardLink('Tenant', 'tenantUsage', { tenant: ofSeries('tenant') });
    expect(url).toBe(
      '/d/gatewatch-tenant-usage?from=${__from}&to=${__to}&${environment:queryparam}&${service:queryparam}' +
        '&var-tenant=${__field.labels.tenant:percentencode}',
    );
  });

  it('is left out where the preset has no such board, also of a column', () => {
    const place = { x: 0, y: 0, w: 1, h: 1 };
    const context = { gatewayJobs: ['g'], runbookBaseUrl: 'https://runbooks.example' };
    const linksIn = (boards: readonly string[]) => {
      const text = JSON.stringify(
        renderPanel(spec, place, {
          ...context,
          boards: new Set(boards as never[]),
          alerts: new Set(),
        }).build(),
      );
      return [...text.matchAll(/"\/d\/([\w-]+)/g)].map(([, uid]) => uid);
    };
    expect(linksIn(['gatewayOverview'])).toEqual(['gatewatch-gateway-overview']);
    expect(linksIn(['gatewayOverview', 'tenantUsage']).sort()).toEqual([
      'gatewatch-gateway-overview',
      'gatewatch-tenant-usage',
      'gatewatch-tenant-usage',
    ]);
  });

  it('to the board itself is in the list of all boards', () => {
    expect(freshBoard().model.links?.[0]).toMatchObject({ type: 'dashboards', keepTime: true });
  });
});
