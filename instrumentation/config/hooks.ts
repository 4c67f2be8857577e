import type { Parser } from './parse';

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
