/** A CPU profile as V8 gives it, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Node that was on top of the stack, one entry a sample. */
  readonly samples: readonly number[];
  /** Microseconds since the sample before, one entry a sample. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
}

/** Whose code a sample was taken in, in the order of the table. */
export const OWNERS = [
  'preload',
  'OpenTelemetry',
  'Node.js: async context, channels',
  'Node.js: the rest of it',
  'application and framework',
  'native code',
  'garbage collector',
] as const;
export type Owner = (typeof OWNERS)[number];

/** Microseconds of a profile by owner, and by function of the preload; waiting is left out. */
export interface Spent {
  readonly owners: Readonly<Record<Owner, number>>;
  readonly functions: ReadonlyMap<string, number>;
}

const CONTEXT =
  /^node:(internal\/)?(async_hooks|async_local_storage|async_context_frame|diagnostics_channel)/;
const WAITING = new Set(['(idle)', '(root)']);

/** Whose code a function is; undefined while nothing runs. */
export function ownerOf({ functionName, url }: ProfileNode['callFrame']): Owner | undefined {
  if (WAITING.has(functionName)) return undefined;
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (CONTEXT.test(url)) return 'Node.js: async context, channels';
  if (url.startsWith('node:')) return 'Node.js: the rest of it';
  if (url === '') return 'native code';
  if (url.includes('/node_modules/@opentelemetry/')) return 'OpenTelemetry';
  return url.includes('/instrumentation/dist/') ? 'preload' : 'application and framework';
}

/** Adds up a profile: the time of a sample is that since the one before, and belongs to the function on top. */
export function spent({ nodes, samples, timeDeltas }: CpuProfile): Spent {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const owners = Object.fromEntries(OWNERS.map((owner) => [owner, 0])) as Record<Owner, number>;
  const functions = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const owner = frame === undefined ? undefined : ownerOf(frame);
    if (frame === undefined || owner === undefined) continue;
    const micros = timeDeltas[index] ?? 0;
    owners[owner] += micros;
    if (owner !== 'preload' && owner !== 'OpenTelemetry') continue;
    const name = `${frame.functionName || 'anonymous'} (${fileOf(frame.url)})`;
    functions.set(name, (functions.get(name) ?? 0) + micros);
  }
  return { owners, functions };
}

/** The last two steps of a path. */
function fileOf(url: string): string {
  return url.split('/').slice(-2).join('/');
}
