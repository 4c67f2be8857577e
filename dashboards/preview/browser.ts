import { type Browser } from './chromium';

/** What a browser shows of a board's page. */
export interface Seen {
  readonly title: string;
  /** Messages on the console, errors of the page, and requests that failed. */
  readonly complaints: readonly string[];
  readonly panels: readonly SeenPanel[];
  /** Names of the variables that can be chosen. */
  readonly variables: readonly string[];
}

export interface SeenPanel {
  readonly id: number;
  readonly type: string;
  /** What was drawn: chart, numbers, table, …, or `not-drawn`. */
  readonly drawn: string;
  readonly text: string;
  /** Shapes of its chart that have a size. */
  readonly shapes: number;
  readonly isVisible: boolean;
  readonly tooltip: string;
  readonly links: readonly string[];
}

/** Opens a page as a reader would. */
export async function look(browser: Browser, url: string): Promise<Seen> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  try {
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
    const found = (await page.evaluate(READ)) as Omit<Seen, 'complaints'>;
    return { ...found, complaints };
  } finally {
    await page.close();
  }
}

// Runs in the page: as text, for this code is compiled for Node.js.
const READ = `(() => {
  const box = (element) => element.getBoundingClientRect();
  return {
    title: document.title,
    variables: [...document.querySelectorAll('select')].map(({ name }) => name),
    panels: [...document.querySelectorAll('section.panel')].map((panel) => ({
      id: Number(panel.dataset.panel),
      type: panel.dataset.type,
      drawn: panel.dataset.drawn,
      text: panel.querySelector('.content').textContent.trim(),
      shapes: [...panel.querySelectorAll('.content svg path, .content svg rect')]
        .filter((shape) => box(shape).width + box(shape).height > 2).length,
      isVisible: box(panel).width > 50 && box(panel).height > 50,
      tooltip: panel.querySelector('h3').title,
      links: [...panel.querySelectorAll('header a')].map(({ href }) => href),
    })),
  };
})()`;
