import type { Parser } from './parse';

/** Hooks into loggers. */
export const LOGGER_HOOKS = ['pino', 'winston', 'bunyan', 'console'] as const;
export type LoggerHook = (typeof LOGGER_HOOKS)[number];

/** Hooks that can be switched off one by one. */
export const HOOK_NAMES = [
  'server',
  'connections',
  'upgrades',
  'http2',
  'express',
  'fastify',
  'koa',
  'client',
  'undici',
  ...LOGGER_HOOKS,
] as const;
export type HookName = (typeof HOOK_NAMES)[number];

/** Hook names with commas between them. */
export const hookList: Parser<readonly HookName[]> = (text) => {
  const words = text.split(',').map((word) => word.trim());
  const hooks = HOOK_NAMES.filter((name) => words.includes(name));
  return hooks.length === words.length
    ? { ok: true, value: hooks }
    : { ok: false, allowed: `some of ${HOOK_NAMES.join(', ')}, with commas between` };
};
