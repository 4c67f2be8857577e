import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * The folder that keeps what was built: `GATEWATCH_CACHE`, else `gatewatch` in the XDG cache home
 * (`XDG_CACHE_HOME`, which the specification wants absolute, else `~/.cache`).
 */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const own = env['GATEWATCH_CACHE'];
  if (own !== undefined && own !== '') return resolve(own);
  const xdg = env['XDG_CACHE_HOME'];
  const home = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
  return join(home, 'gatewatch');
}
