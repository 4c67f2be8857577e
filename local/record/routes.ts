import { type Exchange, GATEWAY } from '../../examples/frame';
import { jsonFields } from '../proofs/json-fields';
import type { EndpointAnswer } from '../proofs/endpoints';

/**
 * What the gateway's ordinary routes answered, sorted: each route, status and content type once, with every field that a
 * JSON body of them had. Requests that got no answer are left out.
 */
export function routeAnswers(exchanges: readonly Exchange[]): readonly EndpointAnswer[] {
  const answers = new Map<string, EndpointAnswer>();
  for (const { to, method, route, status, headers, body } of exchanges) {
    if (to !== GATEWAY || typeof status !== 'number') continue;
    const endpoint = `${method} ${route}`;
    const contentType = String(headers['content-type'] ?? '');
    const key = `${endpoint} ${status} ${contentType}`;
    const fields = new Set([...(answers.get(key)?.fields ?? []), ...fieldsOf(contentType, body)]);
    answers.set(key, { endpoint, status, contentType, fields: [...fields].sort() });
  }
  return [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, answer]) => answer);
}

function fieldsOf(contentType: string, body: string): readonly string[] {
  if (!/^application\/(\w+\+)?json\b/.test(contentType)) return [];
  try {
    return jsonFields(JSON.parse(body));
  } catch {
    // Longer than what is kept of a body.
    return [];
  }
}
