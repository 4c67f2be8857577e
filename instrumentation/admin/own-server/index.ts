import type { Config } from '../../config/types';
import type { EndpointContent, PresetEndpoint } from '../../contract';
import type { Claim, Claims } from '../../http/claims';
import { PathTable, pathOf } from '../path-table';
import type { Exchange } from '../routes';
import type * as Answers from './answers';

/** Contents that are for a look at a gateway in trouble, and off unless the configuration says otherwise. */
const DEBUG: readonly EndpointContent[] = ['debug-trace-context', 'test-alert'];

/** An endpoint, and what stands in the place of the `{name}`s of its path. */
export interface AskedEndpoint {
  readonly endpoint: PresetEndpoint;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Makes what answers; called with the first request, so that it costs nothing at the start. */
export type MakeAnswers = (module: typeof Answers) => Answers.OwnServerAnswers;

/** Endpoints of the preset that the gateway's own servers have. */
export function ownEndpoints({ preset, admin }: Config): readonly PresetEndpoint[] {
  if (!admin.presetEndpoints) return [];
  return (preset.endpoints ?? []).filter(
    ({ serves }) => admin.debug || !(DEBUG as readonly string[]).includes(serves),
  );
}

/**
 * The requests to the gateway's own servers that the preload answers: the paths that the preset names, with the methods
 * that it names, and everything below the path prefix of the admin paths. Undefined if there are none: then no request
 * costs anything.
 */
export function ownServerClaims(config: Config, make: MakeAnswers): Claims | undefined {
  const endpoints = ownEndpoints(config);
  const { pathPrefix } = config.admin;
  if (endpoints.length === 0 && pathPrefix === undefined) return undefined;

  let made: Answers.OwnServerAnswers | undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const answers = () => (made ??= make(require('./answers') as typeof Answers));
  const table = new PathTable<(parameters: Exact) => Claim>();
  for (const endpoint of endpoints) {
    table.add(endpoint.method, endpoint.path, (parameters) => (request, response) => {
      answers().endpoint({ endpoint, parameters }, { request, response } satisfies Exchange);
    });
  }
  const admin: Claim = (request, response) => answers().admin({ request, response });
  return {
    find(method, url) {
      const found = table.find(method, url);
      if (found !== undefined) return found.value(found.parameters);
      return pathPrefix !== undefined && isBelow(url, pathPrefix) ? admin : undefined;
    },
  };
}

type Exact = AskedEndpoint['parameters'];

function isBelow(url: string | undefined, prefix: string): boolean {
  if (url?.startsWith(prefix) !== true) return false;
  const path = pathOf(url);
  return path.length === prefix.length || path[prefix.length] === '/';
}
