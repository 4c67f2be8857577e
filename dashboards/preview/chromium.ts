import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';

export type { Browser };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Path of the Chromium that is installed: `CHROMIUM`, or the first of the usual names on `PATH`.
 * @throws Error if there is none, saying how to name one
 */
export function findChromium(env: NodeJS.ProcessEnv): string {
  const named = env['CHROMIUM'];
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = named ?? onPath.find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(
      `no Chromium is on PATH (looked for ${NAMES.join(', ')}); install one, or name it in CHROMIUM`,
    );
  }
  return found;
}

/** Starts the installed Chromium without a window; it is never downloaded. @throws like {@link findChromium} */
export function startChromium(env: NodeJS.ProcessEnv): Promise<Browser> {
  return launch({
    executablePath: findChromium(env),
    headless: true,
    // Pages are our own, and as root Chromium does not start inside its sandbox.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
