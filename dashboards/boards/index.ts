import { type Binding } from '../../instrumentation/contract';
import { alertNames } from '../kit/alert-names';
import { type Board, type BoardContext } from '../kit/board';
import { boardSpec, type BoardDefinition } from '../kit/definition';
import { renderBoard } from '../kit/render-board';
import { sourcesOf } from '../kit/sources';
import { alertEventsBoard } from './alert-events';
import { apiGatewayOverview } from './api-gateway-overview';
import { applications } from './applications';
import { businessMetrics } from './business-metrics';
import { businessOperations } from './business-operations';
import { connectors } from './connectors';
import { eucoraOperations } from './eucora-operations';
import { gatewayOverview } from './gateway-overview';
import { homeBoard } from './home';
import { idempotency } from './idempotency';
import { infrastructure } from './infrastructure';
import { llmGateway } from './llm-gateway';
import { llmProviders } from './llm-providers';
import { objectivesBoard } from './objectives';
import { rateLimits } from './rate-limits';
import { rings } from './rings';
import { routesBoard } from './routes';
import { securityBoard } from './security';
import { serviceHealth } from './service-health';
import { stackBoards } from './stack';
import { systemHealth } from './system-health';
import { telemetryCostBoard } from './telemetry-cost';
import { tenantUsage } from './tenant-usage';
import { webSocketsBoard } from './websockets';

/** Every board that there is, in the order in which they are written. */
export const DEFINITIONS: readonly BoardDefinition[] = [
  gatewayOverview,
  routesBoard,
  webSocketsBoard,
  objectivesBoard,
  alertEventsBoard,
  securityBoard,
  eucoraOperations,
  connectors,
  rings,
  applications,
  llmGateway,
  llmProviders,
  apiGatewayOverview,
  serviceHealth,
  businessMetrics,
  infrastructure,
  systemHealth,
  businessOperations,
  tenantUsage,
  idempotency,
  rateLimits,
  ...stackBoards,
  telemetryCostBoard,
  homeBoard,
];

/**
 * The boards of a preset: those whose packs it exposes. Deterministic: the same input gives the same bytes.
 */
export function boards(binding: Binding, context: BoardContext): Board[] {
  const sources = sourcesOf(binding, context);
  const own = DEFINITIONS.filter(({ needs }) => sources.has(...needs));
  const rendering = {
    ...context,
    boards: new Set(own.map(({ name }) => name)),
    alerts: alertNames(binding, context),
  };
  return own.map((definition) => renderBoard(boardSpec(definition, sources), rendering));
}
