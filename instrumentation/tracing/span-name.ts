import { contractMethod } from '../http/method';

/** Method at the head of a span name: `HTTP` stands for one that no RFC names, as span names must stay few. */
export function methodInName(method: string): string {
  return contractMethod(method) === '_OTHER' ? 'HTTP' : method;
}
