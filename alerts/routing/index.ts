export * from './config';
export * from './inhibition';
export * from './receiver';
export * from './routing';
