export * from './binding';
export * from './contract';
export * from './label';
export * from './links';
export * from './metric';
export * from './target';
export { HTTP_METHODS, HTTP_OUTCOMES } from './packs/http';
export { DROP_REASONS, EXPORT_SIGNALS } from './packs/export';
