import type { RunningStack } from '../running-stack';

/** A check that the text behind a preset lists for its readers to run, with the addresses of this run. */
export interface SeedCheck {
  /** Unique in its preset; evidence cites it as `seed:ID`. */
  readonly id: string;
  /** What the text asks for, in short. */
  readonly name: string;
  /** Lines of the text. */
  readonly lines: string;
  /** Evidence. @throws Error with what was found instead */
  readonly run: (stack: RunningStack) => Promise<string>;
}

/** Under which a record keeps whether the check passed. */
export function seedCheckKey(id: string): string {
  return `seed:${id}`;
}

/** A request, and the content type that its answer must have; any will do unless one is given. */
export interface Asked extends RequestInit {
  readonly contentType?: string;
}

/** The body of an answer with status 200, as `curl` would print it. @throws Error with another status or content type */
export async function ask(url: string, { contentType, ...init }: Asked = {}): Promise<string> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const body = await response.text();
  const asked = `${init.method ?? 'GET'} ${url}`;
  if (response.status !== 200) throw new Error(`${asked}: ${response.status} ${body.slice(0, 200).trim()}`);
  const found = response.headers.get('content-type') ?? '';
  if (contentType === undefined || found === contentType) return body;
  throw new Error(`${asked}: ${found} in place of ${contentType}`);
}

/** @throws Error naming each text that the body does not have */
export function expectTexts(body: string, texts: readonly string[]): string {
  const missing = texts.filter((text) => !body.includes(text));
  if (missing.length > 0) throw new Error(`lacks ${missing.join(', ')}`);
  return `${body.split('\n').length} lines, with ${texts.join(', ')}`;
}
