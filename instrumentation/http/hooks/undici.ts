import { subscribe } from 'node:diagnostics_channel';
import { ClientCall, type ClientHookOptions } from '../client-call';

/** A request as undici publishes it; `fetch` of Node.js is undici too. */
interface UndiciRequest {
  readonly origin?: string | URL;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn; one text in undici 5. */
  headers?: unknown;
  addHeader?(name: string, value: string): unknown;
}

/** Observes calls made with undici, `fetch` of Node.js included, on the channels that undici publishes. */
export function installUndiciHook(options: ClientHookOptions): void {
  const calls = new WeakMap<object, ClientCall>();

  const on = <M extends { readonly request: UndiciRequest }>(event: string, act: (message: M) => void) => {
    subscribe(`undici:request:${event}`, (message) => {
      // An exception in a subscriber would take the gateway down.
      try {
        act(message as M);
      } catch {
        options.countError('undici');
      }
    });
  };

  on('create', ({ request }) => {
    const url = new URL(String(request.origin));
    const isTls = url.protocol === 'https:';
    const call = new ClientCall(options, {
      method: request.method,
      scheme: isTls ? 'https' : 'http',
      host: url.hostname,
      port: Number(url.port || (isTls ? 443 : 80)),
      path: request.path,
    });
    calls.set(request, call);
    for (const [name, value] of Object.entries(call.headers)) inject(request, name, value);
  });
  on<{ request: UndiciRequest; response: { statusCode: number } }>('headers', ({ request, response }) =>
    calls.get(request)?.answered(response.statusCode),
  );
  on('trailers', ({ request }) => calls.get(request)?.end());
  on<{ request: UndiciRequest; error: unknown }>('error', ({ request, error }) => {
    const call = calls.get(request);
    call?.failed(error instanceof Error ? error : new Error(String(error)));
    call?.end();
  });
}

/** Adds a header, or replaces one of that name: a gateway that forwards headers has copied the caller's. */
function inject(request: UndiciRequest, name: string, value: string): void {
  const { headers } = request;
  if (Array.isArray(headers)) {
    for (let index = 0; index < headers.length; index += 2) {
      if (String(headers[index]).toLowerCase() === name) {
        headers[index + 1] = value;
        return;
      }
    }
  } else if (typeof headers === 'string') {
    request.headers = headers.replace(new RegExp(`^${name}:.*\r\n`, 'gim'), '');
  }
  request.addHeader?.(name, value);
}
