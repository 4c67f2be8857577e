import { HTTP_METHODS, type ValueOf } from '../contract';

export type Method = ValueOf<'http.requests', 'method'>;

const METHODS: ReadonlyMap<string, Method> = new Map(HTTP_METHODS.map((method) => [method, method]));

/** The method as the contract's label has it: `_OTHER` for one that no RFC names. */
export function contractMethod(method: string | undefined): Method {
  return METHODS.get(method ?? 'GET') ?? '_OTHER';
}
