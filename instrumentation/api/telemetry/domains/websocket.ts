import { helper } from '../helper';
import { count } from '../step';

/** WebSockets; connections count by themselves. A server of ws: `telemetry.sources.webSocketServer`. */
export const websocket = {
  /** A message came or was sent. */
  message: helper([count('websocket.messages')]),
};
