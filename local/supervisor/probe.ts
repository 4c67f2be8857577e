import { get } from 'node:http';
import { connect } from 'node:net';

/** Asks a part once whether it is ready: undefined for yes, else why not. Never rejects. */
export type Probe = () => Promise<string | undefined>;

/** One probe may take this long; a part that answers later is asked again. */
const PROBE_TIMEOUT_MS = 2000;

/** Ready when a GET of the URL is answered with a status from 200 to 299. */
export function httpReady(url: string): Probe {
  return () =>
    new Promise((resolve) => {
      const request = get(url, { agent: false, timeout: PROBE_TIMEOUT_MS }, (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        resolve(status >= 200 && status < 300 ? undefined : `GET ${url} answered ${status}`);
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${PROBE_TIMEOUT_MS} ms`)));
      request.on('error', (error) => resolve(`GET ${url}: ${error.message}`));
    });
}

/** Ready when a TCP connection is accepted. */
export function tcpReady(host: string, port: number): Probe {
  return () =>
    new Promise((resolve) => {
      const socket = connect({ host, port, timeout: PROBE_TIMEOUT_MS });
      const done = (answer: string | undefined): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.on('connect', () => done(undefined));
      socket.on('timeout', () => done(`${host}:${port}: no answer within ${PROBE_TIMEOUT_MS} ms`));
      socket.on('error', (error) => done(`${host}:${port}: ${error.message}`));
    });
}

/** Ready when every probe says so; names the first reason why not. */
export function allReady(...probes: readonly Probe[]): Probe {
  return async () =>
    (await Promise.all(probes.map((probe) => probe()))).find((reason) => reason !== undefined);
}
