import { type ToolPin } from '../pins';

// The first dotted version of a text: `promtool, version 3.7.3 (branch: …)`, `ocb version v0.155.0`, `    version: 0.155.0`.
const VERSION = /\bversion[:\s]+v?(\d+\.\d+\.\d+)/;

/** The version in what a binary printed, without `v`; undefined if there is none (an unstamped build prints none). */
export function readVersion(output: string): string | undefined {
  return VERSION.exec(output)?.[1];
}

/**
 * Whether a binary of version `found` may stand in for the pin: same major and minor version, any patch. Flags and
 * configuration of these tools change with minor versions (all of them make breaking changes there), patches only repair.
 */
export function versionFits(pin: Pick<ToolPin, 'version'>, found: string): boolean {
  const [major, minor] = pin.version.split('.');
  const [foundMajor, foundMinor] = found.split('.');
  return major === foundMajor && minor === foundMinor;
}

/** What fits, in words for a message: `3.7.x`. */
export function fittingRange(pin: Pick<ToolPin, 'version'>): string {
  return `${pin.version.split('.').slice(0, 2).join('.')}.x`;
}
