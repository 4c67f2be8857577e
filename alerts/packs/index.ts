import type { AlertPack } from '../rule';
import { availability } from './availability';
import { runtime } from './runtime';
import { stack } from './stack';
import { telemetry } from './telemetry';
import { traffic } from './traffic';

/** Every pack, in the order of the rendered groups. */
const PACKS = [traffic, availability, runtime, telemetry, stack] as const;

type NamesOf<P> = P extends AlertPack<infer N> ? N : never;

/** Name of an alert; any other string is a compile error. */
export type AlertName = NamesOf<(typeof PACKS)[number]>;

export const alertPacks: readonly AlertPack<AlertName>[] =
  PACKS as readonly AlertPack[] as readonly AlertPack<AlertName>[];

/** Every alert there is, in the order of the packs. */
export const ALERT_NAMES: readonly AlertName[] = PACKS.flatMap(
  (pack) => Object.keys(pack.alerts) as AlertName[],
);
