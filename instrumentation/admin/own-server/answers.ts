import type { Config } from '../../config/types';
import type { EndpointContent, MetricsEndpoint, PresetEndpoint } from '../../contract';
import { contents } from '../content';
import { envelope } from '../content/envelope';
import { endpoints, type EndpointSources } from '../endpoints';
import type { Access, Gate } from '../gate';
import { metricsRoute } from '../metrics';
import { pathOf, queryOf } from '../path-table';
import { json } from '../response';
import { type AdminHandler, type AdminMethod, type AdminRoute, type Exchange, match } from '../routes';
import { serve, type Serving } from '../serve';
import { traced } from '../traced';
import { type AskedEndpoint, ownEndpoints } from './index';

/** Answers requests to the gateway's own servers. */
export interface OwnServerAnswers {
  /** An endpoint of the preset. */
  endpoint(asked: AskedEndpoint, exchange: Exchange): void;
  /** A path of the admin port, below the prefix. */
  admin(exchange: Exchange): void;
}

/** @param gate of the gateway's own servers, which anybody may reach */
export function ownServerAnswers(sources: EndpointSources, gate: Gate): OwnServerAnswers {
  const { config, registry } = sources;
  const serving: Serving = { gate, countError: (where) => registry.countError(where) };
  const served = ownEndpoints(config);
  const byContent = contents(sources);
  const routes = new Map<PresetEndpoint, AdminRoute>(
    served.map((endpoint) => [endpoint, routeOf(endpoint, served, sources, byContent)]),
  );
  const adminRoutes = endpoints(sources);
  const prefix = config.admin.pathPrefix ?? '';
  return {
    endpoint({ endpoint, parameters }, exchange) {
      const { url } = exchange.request;
      const { method } = endpoint;
      const route = routes.get(endpoint) as AdminRoute;
      const handler = route.methods[method] as AdminHandler;
      const matched = { route, handler, method, path: pathOf(url), query: queryOf(url), parameters };
      void serve({ ...serving, gate: naming(gate, config, exchange) }, exchange, matched);
    },
    admin(exchange) {
      const { method, url = '' } = exchange.request;
      void serve(serving, exchange, match(adminRoutes, method, url.slice(prefix.length)));
    },
  };
}

/** A gate whose refusals name the request as the answers of the preset's endpoints do. */
function naming(gate: Gate, config: Config, exchange: Exchange): Gate {
  return (asked) => {
    const refused = gate(asked);
    if (refused === undefined || typeof refused.body !== 'string') return refused;
    const body = { ...envelope(config, { exchange }), ...(JSON.parse(refused.body) as object) };
    return json(refused.status, body, refused.headers);
  };
}

function routeOf(
  endpoint: PresetEndpoint,
  served: readonly PresetEndpoint[],
  sources: EndpointSources,
  byContent: Readonly<Record<EndpointContent, AdminHandler>>,
): AdminRoute {
  const { config, registry, observer } = sources;
  if (endpoint.serves !== 'metrics') {
    const handler = traced(observer, endpoint.path, byContent[endpoint.serves]);
    return {
      access: accessOf(endpoint),
      methods: { [endpoint.method]: typed(handler, endpoint.contentType) } satisfies Methods,
    };
  }
  const { contentType: textType, anyOrigin } = endpoint;
  const isGuarded = config.admin.protectMetrics || endpoint.access === 'token';
  const shown = shownBy(endpoint, served);
  const view = registry.view(shown);
  return metricsRoute(view, registry, isGuarded, {
    textType,
    isPlain: true,
    ...(anyOrigin && { anyOrigin }),
  });
}

type Methods = Partial<Record<AdminMethod, AdminHandler>>;

function accessOf({ access }: PresetEndpoint): Access {
  return access === 'open' ? 'open' : 'guarded';
}

/** A page shows the metrics that it names, and one that names none all that no other page shows. */
function shownBy({ only }: MetricsEndpoint, served: readonly PresetEndpoint[]): (id: string) => boolean {
  const named = only ?? served.flatMap((other) => (other.serves === 'metrics' ? (other.only ?? []) : []));
  const isNamed = new Set<string>(named);
  return (id) => isNamed.has(id) === (only !== undefined);
}

/** Answers with the content type that the preset states, where all is well. */
function typed(handler: AdminHandler, contentType: string): AdminHandler {
  return async (request) => {
    const answer = await handler(request);
    return answer.status === 200
      ? { ...answer, headers: { ...answer.headers, 'content-type': contentType } }
      : answer;
  };
}
