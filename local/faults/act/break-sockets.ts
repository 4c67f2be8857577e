import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Cure, Rig } from '../fault';
import { LOOPBACK } from '../../ports';
import { repeat } from './repeat';

const PAUSE_MS = 200;

/** Clients open WebSocket sessions, and are gone without a word as soon as they have one. */
export function breakSockets(
  rig: Rig,
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Cure {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${LOOPBACK}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return repeat(
    rig,
    PAUSE_MS,
    () =>
      new Promise((resolve) => {
        const socket = connect(port, LOOPBACK, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
        socket.once('data', () => socket.resetAndDestroy());
        socket.once('error', () => socket.destroy());
        socket.once('close', () => resolve());
      }),
  );
}
