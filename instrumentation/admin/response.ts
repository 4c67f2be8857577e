/** Answer of the admin port. */
export interface AdminResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | readonly Buffer[];
}

/** Answer with a JSON body. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): AdminResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}

/** Answer with a body of plain text. */
export function plain(status: number, body: string): AdminResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** Thrown by a handler that cannot go on: the answer is not a fault of the preload. */
export class Refusal extends Error {
  constructor(readonly response: AdminResponse) {
    super(`refused with ${response.status}`);
  }
}
