export * from './gauge';
export * from './increase';
export * from './quantile';
export * from './share';
export * from './timing';
