import { deployments } from './eucora-deployments';
import { work } from './eucora-work';
import { traffic } from './eucora-traffic';

/** Rules of the Eucora control plane, EU-R-01 to EU-R-16, in groups as its text has them. */
export const EUCORA_PACKS = [traffic, deployments, work] as const;
