export * from './breakers';
export * from './example';
export * from './ledger-check';
export * from './ledgers';
export * from './steps';
