import { servePreview } from '../../dashboards/preview/server';
import { BOARDS } from '../../instrumentation/contract';
import type { RunningStack } from '../running-stack';

/** Boards that are shown without Grafana. */
export interface ShownBoards {
  /** The overview of the gateway. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Shows the boards where no Grafana runs, at the address that it would have: the links of alerts lead there.
 * @returns undefined if Grafana runs
 * @throws Error if the port is taken
 */
export async function showBoards(stack: RunningStack): Promise<ShownBoards | undefined> {
  const { grafana, prometheus, loki, tempo } = stack.endpoints;
  if (grafana !== undefined) return undefined;
  const server = await servePreview(
    {
      boards: stack.boards,
      urls: { prometheus, loki, tempo },
      scrapeInterval: `${stack.scrapeIntervalSeconds}s`,
    },
    stack.at.port('grafana'),
  );
  return { url: `${server.url}/d/${BOARDS.gatewayOverview.uid}`, close: server.close };
}
