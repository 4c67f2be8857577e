import * as objectives from '../../slo/objectives';
import type { AlertCase, PackCases } from '../case';
import type { PresetRules } from '../fixture';
import { seriesBuilder } from '../series';
import { alertmanagerCases, certificateCases } from './alertmanager';
import { apiGatewayBusinessCases, apiGatewaySystemCases } from './api-gateway';
import { availabilityCases } from './availability';
import { beamlineCases } from './beamline';
import { collectorCases } from './collector';
import { errorRatioCases } from './error-ratio';
import { eucoraDeploymentCases, eucoraTrafficCases, eucoraWorkCases } from './eucora';
import { exportCases } from './export';
import { gatewayzCases } from './gatewayz';
import { instrumentationCases } from './instrumentation';
import { latencyCases } from './latency';
import { prometheusCases } from './prometheus';
import { runtimeCases } from './runtime';
import { sloCases } from './slo';
import { stackCases } from './stack';
import { upstreamCases } from './upstream';
import { warehouseHubCases } from './warehouse-hub';

/** Cases by the name of the pack that their alerts are of. */
const CASES: Readonly<Record<string, readonly PackCases[]>> = {
  'gateway.traffic': [errorRatioCases, latencyCases, upstreamCases],
  'gateway.availability': [availabilityCases],
  'gateway.runtime': [runtimeCases],
  'gateway.telemetry': [exportCases, instrumentationCases],
  ...Object.fromEntries(
    [
      objectives.httpAvailability,
      objectives.httpLatency,
      objectives.llmFirstToken,
      objectives.webhookDelivery,
      objectives.webhookFreshness,
    ].map((slo) => [`slo.${slo.id}`, [sloCases(slo)]]),
  ),
  'eucora.traffic': [eucoraTrafficCases],
  'eucora.deployments': [eucoraDeploymentCases],
  'eucora.work': [eucoraWorkCases],
  'api-gateway.system': [apiGatewaySystemCases],
  'api-gateway.business': [apiGatewayBusinessCases],
  beamline: [beamlineCases],
  gatewayz: [gatewayzCases],
  'warehouse-hub': [warehouseHubCases],
  'stack.collector': [collectorCases],
  'stack.prometheus': [prometheusCases],
  'stack.alertmanager': [alertmanagerCases],
  'stack.certificates': [certificateCases],
  stack: [stackCases],
};

/** Every case of a preset's alerts, with the series of its binding. */
export function alertCases({ binding, jobs, groups }: PresetRules): readonly AlertCase[] {
  const s = seriesBuilder(binding, jobs);
  const has = new Set(groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)));
  return groups
    .flatMap(({ name }) => CASES[name] ?? [])
    .flatMap((cases) => cases(s))
    .filter(({ alert }) => has.has(alert));
}
