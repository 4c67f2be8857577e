import { GATEWAY } from '../../examples/frame';
import type { EndpointContent, PresetEndpoint } from '../../instrumentation/contract';
import type { RunningStack } from '../running-stack';
import { adminHeaders } from './admin-headers';
import { jsonFields } from './json-fields';

/** What these are asked with; the others need nothing. */
const QUERIES: Readonly<Partial<Record<EndpointContent, string>>> = {
  'test-alert': '?severity=warning&message=Test',
  'alert-acknowledge': '?acknowledged_by=proof',
  'alert-suppress': '?duration_minutes=1',
};

/** What an endpoint of the preset answered on the gateway's own server. */
export interface EndpointAnswer {
  /** Method and path as the preset declares them. */
  readonly endpoint: string;
  readonly status: number;
  readonly contentType: string;
  /** Paths of all fields of a JSON body, e.g. `alerts[].severity`. */
  readonly fields: readonly string[];
}

/** Asks every endpoint of the preset, the one for a test alert first: the others then have an alert to tell of. */
export async function askEndpoints(stack: RunningStack): Promise<readonly EndpointAnswer[]> {
  const headers = await adminHeaders(stack);
  const endpoints = stack.preset.endpoints ?? [];
  const isTest = ({ serves }: PresetEndpoint): boolean => serves === 'test-alert';
  let fingerprint = '';
  const answers: EndpointAnswer[] = [];
  for (const endpoint of [...endpoints.filter(isTest), ...endpoints.filter((one) => !isTest(one))]) {
    const { method, path, serves } = endpoint;
    const asked = path.replace('{fingerprint}', fingerprint) + (QUERIES[serves as EndpointContent] ?? '');
    const response = await fetch(stack.at.url(GATEWAY) + asked, { method, headers });
    const contentType = response.headers.get('content-type') ?? '';
    const body = await response.text();
    const json: unknown = contentType.startsWith('application/json') ? JSON.parse(body) : undefined;
    if (isTest(endpoint)) ({ fingerprint = '' } = json as { fingerprint?: string });
    const fields = json === undefined ? [] : jsonFields(json);
    answers.push({ endpoint: `${method} ${path}`, status: response.status, contentType, fields });
  }
  return answers;
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
  return answers.map(({ endpoint }) => endpoint).join(', ');
}
