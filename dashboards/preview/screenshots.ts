import { pathToFileURL } from 'node:url';
import { BOARD_WIDTH } from './board/geometry';
import { startChromium } from './chromium';

/**
 * Writes a PNG beside each page, as Chromium shows it.
 * @param pages paths of HTML files
 * @returns the paths written
 * @throws Error if there is no Chromium
 */
export async function writeScreenshots(
  pages: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const browser = await startChromium(env);
  try {
    const tab = await browser.newPage();
    await tab.setViewport({ width: BOARD_WIDTH + 40, height: 900 });
    const written: string[] = [];
    for (const page of pages) {
      const path = page.replace(/\.html$/, '.png') as `${string}.png`;
      await tab.goto(pathToFileURL(page).href);
      await tab.screenshot({ path, fullPage: true });
      written.push(path);
    }
    return written;
  } finally {
    await browser.close();
  }
}
