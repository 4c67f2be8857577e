/** Numbers of Gatewayz. The text asks for the alerts and names no threshold: those of providers are chosen here. */
export const GATEWAYZ = {
  /** GZ-R-01: score of 0 to 100 below which routing avoids a provider. The text's healthy providers are above 88. */
  providerHealthScore: 70,
  /** GZ-R-02: share of the calls to a provider (0..1) that fail. The text's example of a healthy one is 0.05. */
  providerErrorRatio: 0.1,
  /** Fewest failed calls in the window before the share counts. */
  minFailedCalls: 5,
  /** GZ-P-13: percent of time; the text names no agreement, and this is what providers commonly promise. No alert: a board draws it. */
  providerAvailabilityPercent: 99,
  /** GZ-N-01: seconds after a start until metrics have to be there. */
  populatedSeconds: 30,
} as const;
