import type { RunningStack } from '../running-stack';

/** A check that the text behind a preset lists for its readers to run, with the addresses of this run. */
export interface SeedCheck {
  /** What the text asks for, in short. */
  readonly name: string;
  /** Lines of the text. */
  readonly lines: string;
  /** Evidence. @throws Error with what was found instead */
  readonly run: (stack: RunningStack) => Promise<string>;
}

/** The body of an answer with status 200, as `curl` would print it. @throws Error with another status */
export async function curl(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const body = await response.text();
  if (response.status === 200) return body;
  throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${body.slice(0, 200).trim()}`);
}

/** @throws Error naming each text that the body does not have */
export function expectTexts(body: string, texts: readonly string[]): string {
  const missing = texts.filter((text) => !body.includes(text));
  if (missing.length > 0) throw new Error(`lacks ${missing.join(', ')}`);
  return `${body.split('\n').length} lines, with ${texts.join(', ')}`;
}
