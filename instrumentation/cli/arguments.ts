import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Command =
  | { readonly name: 'config' }
  | { readonly name: 'variables' }
  | { readonly name: 'health'; readonly url: string }
  | { readonly name: 'alerts'; readonly url: string | undefined; readonly words: readonly string[] }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

export const USAGE = `Usage: gatewatch <command>

Commands:
  config                 print the configuration that the environment gives, and everything wrong with it;
                         exit code 1 if anything is
  variables              print every variable with its default, as a Markdown table
  health [--url URL]     print the health of a running gateway (default: the configured admin port);
                         exit code 1 if it is degraded or does not answer
  alerts [list | stats | history | acknowledge FINGERPRINT | unacknowledge FINGERPRINT | suppress FINGERPRINT |
          unsuppress FINGERPRINT | test] [name=value ...] [--url URL]
                         ask the alert operations server (default: GATEWATCH_ALERTS_URL, with GATEWATCH_ALERTS_TOKEN or
                         GATEWATCH_ALERTS_TOKEN_FILE), e.g. gatewatch alerts list status=firing,
                         gatewatch alerts acknowledge 0123456789abcdef acknowledged_by=ann;
                         exit code 1 if it refuses or does not answer
  help, --help           print this text
  version, --version     print the version
`;

/** A command line that means nothing; the message says what is wrong. */
export class UsageError extends Error {}

/**
 * Reads a command line, without the program's name.
 * @param defaultUrl base URL of the admin port where none is given
 * @throws UsageError
 */
export function parseCommand(args: readonly string[], defaultUrl: () => string): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined) throw new UsageError('a command is missing');
  if (name === 'alerts') {
    return { name, url: values.url === undefined ? undefined : baseUrl(values.url), words: rest };
  }
  if (rest.length > 0) throw new UsageError(`unexpected argument "${rest[0]}"`);
  if (values.url !== undefined && name !== 'health') throw new UsageError(`"${name}" takes no --url`);
  switch (name) {
    case 'config':
    case 'variables':
    case 'help':
    case 'version':
      return { name };
    case 'health':
      return { name, url: baseUrl(values.url ?? defaultUrl()) };
    default:
      throw new UsageError(`unknown command "${name}"`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' }, help: { type: 'boolean' }, version: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function baseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`--url must be an http:// or https:// URL, not "${text}"`);
  }
  return new URL(text).href.replace(/\/+$/, '');
}
