import { type Located } from '../locate/locate';

/** The listing as aligned columns: name, version, origin, path; then the binaries that were passed over. */
export function formatListing(tools: readonly Located[]): string {
  const rows = [
    ['NAME', 'VERSION', 'ORIGIN', 'PATH'],
    ...tools.map((tool) => [
      tool.name,
      tool.version,
      tool.origin,
      tool.origin === 'missing' ? '-' : tool.path,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  const notes = tools.flatMap(({ name, passedOver }) =>
    passedOver.map((reason) => `${name}: passed over ${reason}`),
  );
  return [...lines, ...notes].map((line) => `${line.trimEnd()}\n`).join('');
}

/** The listing as JSON; the path of a missing tool is null. */
export function listingJson(tools: readonly Located[]): string {
  const plain = tools.map(({ path, ...tool }) => ({
    ...tool,
    path: tool.origin === 'missing' ? null : path,
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}
