export * from './bucket';
export * from './expression';
export * from './matcher';
export * from './queries';
export * from './recorded';
export type { TargetMatch } from './selector';
