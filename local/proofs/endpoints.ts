import { GATEWAY } from '../../examples/frame';
import type { EndpointContent, PresetEndpoint } from '../../instrumentation/contract';
import type { RunningStack } from '../running-stack';
import { adminHeaders } from './admin-headers';
import { jsonFields } from './json-fields';

/** What these answer with is kept by the alert operations server, which not every run has. */
const OF_ALERT_OPERATIONS: readonly EndpointContent[] = [
  'alerts',
  'alert-stats',
  'alert-acknowledge',
  'alert-suppress',
  'test-alert',
];

/** What an endpoint of the preset answered on the gateway's own server. */
export interface EndpointAnswer {
  /** Method and path as the preset declares them. */
  readonly endpoint: string;
  readonly status: number;
  readonly contentType: string;
  /** Paths of all fields of a JSON body, e.g. `alerts[].severity`. */
  readonly fields: readonly string[];
}

/** Asks every endpoint of the preset that needs no alert operations. */
export async function askEndpoints(stack: RunningStack): Promise<readonly EndpointAnswer[]> {
  const headers = await adminHeaders(stack);
  return Promise.all(
    (stack.preset.endpoints ?? []).filter(isAsked).map(async ({ method, path }) => {
      const response = await fetch(stack.at.url(GATEWAY) + path, { method, headers });
      const contentType = response.headers.get('content-type') ?? '';
      const body = await response.text();
      return {
        endpoint: `${method} ${path}`,
        status: response.status,
        contentType,
        fields: contentType.startsWith('application/json') ? jsonFields(JSON.parse(body)) : [],
      };
    }),
  );
}

/**
 * Every endpoint that the preset puts on the gateway's own server answers with 200 and its content type.
 * @throws Error naming each that does not
 */
export async function proveEndpoints(stack: RunningStack): Promise<string> {
  const endpoints = stack.preset.endpoints ?? [];
  const answers = await askEndpoints(stack);
  const problems = answers.flatMap(({ endpoint, status, contentType }) => {
    const wanted = endpoints.find(({ method, path }) => `${method} ${path}` === endpoint)?.contentType ?? '';
    return status === 200 && contentType === wanted
      ? []
      : [`${endpoint}: ${status} ${contentType}, in place of 200 ${wanted}`];
  });
  if (problems.length > 0) throw new Error(problems.join('; '));
  const rest = endpoints.filter((one) => !isAsked(one)).map(({ method, path }) => `${method} ${path}`);
  const notAsked = rest.length === 0 ? '' : `; not asked, for want of alert operations: ${rest.join(', ')}`;
  return `${answers.map(({ endpoint }) => endpoint).join(', ')}${notAsked}`;
}

function isAsked({ serves }: PresetEndpoint): boolean {
  return !(OF_ALERT_OPERATIONS as readonly string[]).includes(serves);
}
