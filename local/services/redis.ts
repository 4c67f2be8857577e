import { LOOPBACK } from '../ports';
import { type PartSpec, tcpReady } from '../supervisor';
import { findProgram } from './find';

/**
 * A Redis server that keeps nothing on disk.
 * @throws Error if this machine has none
 */
export function redisPart(port: number, data: string): PartSpec {
  const command = findProgram('redis-server');
  if (command === undefined) {
    throw new Error('redis-server is not on PATH: install the Debian package redis-server');
  }
  return {
    name: 'redis',
    command,
    args: [
      ...['--port', String(port), '--bind', LOOPBACK, '--dir', data],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
    ],
    ready: tcpReady(LOOPBACK, port),
  };
}
