import type { AlertPack } from '../rule';
import { SLO_PACKS } from '../slo/objectives';
import { alertmanager } from './alertmanager';
import { API_GATEWAY_PACKS } from './api-gateway';
import { availability } from './availability';
import { beamline } from './beamline';
import { certificates } from './certificates';
import { collector } from './collector';
import { EUCORA_PACKS } from './eucora';
import { gatewayz } from './gatewayz';
import { prometheus } from './prometheus';
import { runtime } from './runtime';
import { stack } from './stack';
import { telemetry } from './telemetry';
import { traffic } from './traffic';
import { warehouseHub } from './warehouse-hub';

/** Every pack, in the order of the rendered groups: of every gateway, of objectives, of one system, of the stack. */
const PACKS = [
  traffic,
  availability,
  runtime,
  telemetry,
  ...SLO_PACKS,
  ...EUCORA_PACKS,
  ...API_GATEWAY_PACKS,
  beamline,
  gatewayz,
  warehouseHub,
  collector,
  prometheus,
  alertmanager,
  certificates,
  stack,
] as const;

type NamesOf<P> = P extends AlertPack<infer N> ? N : never;

/** Name of an alert; any other string is a compile error. */
export type AlertName = NamesOf<(typeof PACKS)[number]>;

export const alertPacks: readonly AlertPack<AlertName>[] =
  PACKS as readonly AlertPack[] as readonly AlertPack<AlertName>[];

/** Every alert there is, in the order of the packs; two systems may have one of the same name. */
export const ALERT_NAMES: readonly AlertName[] = [
  ...new Set(PACKS.flatMap((pack) => Object.keys(pack.alerts) as AlertName[])),
];
