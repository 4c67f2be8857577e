import type { MetricsRegistry } from '../metrics/registry';
import { json } from './response';
import type { AdminRoute } from './routes';

/** `/metrics` in the format and encoding that the scraper asks for; a page that cannot be made is a 500 and counted. */
export function metricsRoute(
  registry: Pick<MetricsRegistry, 'scrape' | 'countError'>,
  isGuarded: boolean,
): AdminRoute {
  return {
    access: isGuarded ? 'guarded' : 'open',
    methods: {
      GET: async ({ headers }) => {
        try {
          const page = await registry.scrape(headers.accept, headers['accept-encoding']?.toString());
          return {
            status: 200,
            headers: {
              'content-type': page.contentType,
              ...(page.encoding === undefined ? {} : { 'content-encoding': page.encoding }),
              vary: 'accept, accept-encoding',
            },
            body: page.chunks,
          };
        } catch (error) {
          registry.countError('scrape');
          return json(500, {
            error: `no metrics: ${error instanceof Error ? error.message : String(error)}`,
          });
        }
      },
    },
  };
}
