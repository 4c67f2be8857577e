import { alertmanagerCheck } from './alertmanager';
import { absentCheck, forCheck, policyCheck, testsCheck, unusedRecordsCheck } from './alerts';
import { boundsCheck, quantilesCheck } from './buckets';
import type { Check } from './check';
import { groupingCheck, joinsCheck, matchersCheck, syntaxCheck, unknownSeriesCheck } from './names';
import { rateOfSumCheck, rateOrRateCheck, rawCountersCheck, typesCheck } from './types';

export type { Check } from './check';

/** Every check. */
export const CHECKS: readonly Check[] = [
  syntaxCheck,
  unknownSeriesCheck,
  typesCheck,
  rawCountersCheck,
  rateOrRateCheck,
  rateOfSumCheck,
  quantilesCheck,
  boundsCheck,
  matchersCheck,
  groupingCheck,
  joinsCheck,
  forCheck,
  absentCheck,
  policyCheck,
  unusedRecordsCheck,
  testsCheck,
  alertmanagerCheck,
];
