/**
 * Labels as they stand between the braces of a sample, e.g. `method="GET",route="/a"`; empty without labels. Both
 * exposition formats escape label values alike: backslash, quote and line feed.
 */
export function labelText(labels: Readonly<Record<string, string>>): string {
  let text = '';
  for (const name in labels) {
    if (text !== '') text += ',';
    text += `${name}="${escaped(labels[name] as string)}"`;
  }
  return text;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
