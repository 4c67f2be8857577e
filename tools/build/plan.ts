import { type ToolPin } from '../pins';

/**
 * Groups tools by Go module, in the order given. Tools of one module share nearly all packages: built one after the other
 * the second only has to be linked, side by side each would compile everything.
 */
export function planBuilds(pins: readonly ToolPin[]): (readonly ToolPin[])[] {
  const groups = new Map<string, ToolPin[]>();
  for (const pin of pins) groups.set(pin.module, [...(groups.get(pin.module) ?? []), pin]);
  return [...groups.values()];
}

/**
 * Packages that a build may compile at once (`go build -p`), so that all builds together compile about as many as there
 * are cores: `go` would take all cores for each build, and memory with them.
 */
export function parallelPackages(cores: number, unfinishedBuilds: number): number {
  return Math.max(1, Math.floor(cores / Math.max(1, Math.min(cores, unfinishedBuilds))));
}
