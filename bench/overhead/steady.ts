import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Sends requests evenly spaced for a while, whether or not earlier ones have been answered: an open loop, as users are.
 * Resolves when the time is over and all are answered.
 * @param rate requests a second
 * @throws Error unless every one was answered with 2xx
 */
export async function steady(url: string, rate: number, seconds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const answers: Promise<void>[] = [];
  const began = performance.now();
  try {
    for (let sent = 0; sent < rate * seconds; sent += 1) {
      const wait = began + (sent / rate) * 1000 - performance.now();
      if (wait >= 1) await delay(wait);
      answers.push(fetched(url, { agent }));
    }
    await Promise.all(answers);
  } finally {
    agent.destroy();
  }
}

/** Asks for a page and reads it. @throws Error unless it is answered with 2xx */
export function fetched(
  url: string,
  options: { readonly agent?: Agent; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, options, (response) => {
      const isGood = Math.floor((response.statusCode ?? 0) / 100) === 2;
      response
        .resume()
        .once('end', () => (isGood ? resolve() : reject(new Error(`${url}: ${response.statusCode}`))))
        .once('error', reject);
    }).once('error', reject);
  });
}
