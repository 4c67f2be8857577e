import type { MetricsRegistry } from '../metrics/registry';
import type { Page } from '../metrics/render/scraper';
import { text } from '../metrics/render/text';
import { json, plain } from './response';
import type { AdminRoute } from './routes';

/** What a preset says about one of its pages of metrics. */
export interface PageOptions {
  /** Content type of the text format. */
  readonly textType?: string;
  /** True if pages of any origin may read it. */
  readonly anyOrigin?: boolean;
  /** True if an error is told as plain text and not as JSON. */
  readonly isPlain?: boolean;
}

/**
 * Metrics in the format and encoding that the scraper asks for; a page that cannot be made is a 500 and counted.
 * @param source all metrics, or some of them
 */
export function metricsRoute(
  source: Pick<MetricsRegistry, 'scrape'>,
  errors: Pick<MetricsRegistry, 'countError'>,
  isGuarded: boolean,
  { textType = text.contentType, anyOrigin = false, isPlain = false }: PageOptions = {},
): AdminRoute {
  const typeOf = ({ contentType }: Page): string =>
    contentType === text.contentType ? textType : contentType;
  return {
    access: isGuarded ? 'guarded' : 'open',
    methods: {
      GET: async ({ headers }) => {
        try {
          const page = await source.scrape(headers.accept, headers['accept-encoding']?.toString());
          return {
            status: 200,
            headers: {
              'content-type': typeOf(page),
              ...(anyOrigin ? { 'access-control-allow-origin': '*' } : {}),
              ...(page.encoding === undefined ? {} : { 'content-encoding': page.encoding }),
              vary: 'accept, accept-encoding',
            },
            body: page.chunks,
          };
        } catch (error) {
          errors.countError('scrape');
          const message = `no metrics: ${error instanceof Error ? error.message : String(error)}`;
          return isPlain ? plain(500, `${message}\n`) : json(500, { error: message });
        }
      },
    },
  };
}
