import { toolContext, type ToolContext } from './context';
import { ensurePins, type EnsureOptions } from './ensure';
import { locate, type Located } from './locate/locate';
import { pinOf, TOOL_NAMES, type ToolName } from './pins';

export { checkCollectorConfig, type CollectorProblem } from './collector/check';
export { readManifest, type CollectorManifest } from './collector/manifest';
export { ToolsUnavailableError, type EnsureOptions } from './ensure';
export { type Located, type Origin } from './locate/locate';
export { TOOL_NAMES, type ToolName } from './pins';
export { describeEvent, formatDuration, type OnToolEvent, type ToolEvent } from './progress/event';

/**
 * The path of a tool's binary, from `GATEWATCH_TOOLS_DIR`, PATH or the cache. Builds nothing.
 * Throws if no binary fits, naming those that were passed over and the command that builds it.
 */
export function locateTool(name: ToolName, context: ToolContext = toolContext()): string {
  const pin = pinOf(name);
  const { origin, path, passedOver } = locate(pin, context);
  if (origin !== 'missing') return path;
  const over = passedOver.map((reason) => ` Passed over: ${reason}.`).join('');
  throw new Error(`${name} ${pin.version} is not there.${over} Build it with: npm run tools -- ${name}`);
}

/**
 * Finds the tools and builds those that are missing. Resolves to their paths.
 * Throws `ToolsUnavailableError` with every tool that cannot be had and what to do, or the reason of `signal`.
 */
export async function ensureTools<N extends ToolName>(
  names: readonly N[],
  options: EnsureOptions = {},
  context: ToolContext = toolContext(),
): Promise<Record<N, string>> {
  return (await ensurePins(names.map(pinOf), context, options)) as Record<N, string>;
}

/** Every tool with version, origin and path, in the order of `TOOL_NAMES`. Builds nothing. */
export function toolListing(
  names: readonly ToolName[] = TOOL_NAMES,
  context: ToolContext = toolContext(),
): Located[] {
  return names.map((name) => locate(pinOf(name), context));
}
