import { type SchemaNode, stackJsonSchema } from './json-schema';
import { CONFIG_NAMESPACE } from './problem';

interface Row {
  readonly key: string;
  readonly meaning: string;
  readonly allowed: string;
  readonly fallback: string;
}

/** The stack configuration as a Markdown table: each key with its meaning, what is allowed, and its default. */
export function configurationMarkdown(): string {
  const rows = rowsOf(stackJsonSchema(), `${CONFIG_NAMESPACE}:`);
  return [
    '| Key | Meaning | Allowed | Default |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ key, meaning, allowed, fallback }) =>
        `| ${[`\`${key}\``, meaning, allowed, fallback].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

/** A row for each key that takes a value; lists and maps are followed with `[]` and `NAME` for the entry. */
function rowsOf(node: SchemaNode, prefix: string): Row[] {
  const { properties = {}, required = [] } = node;
  return Object.entries(properties).flatMap(([name, child]) => {
    const key = `${prefix}${name}`;
    const entry = typeof child.additionalProperties === 'object' ? child.additionalProperties : undefined;
    if (child.properties !== undefined) return rowsOf(child, `${key}.`);
    if (child.items?.properties !== undefined) return rowsOf(child.items, `${key}[].`);
    if (entry?.properties !== undefined) return rowsOf(entry, `${key}.NAME.`);
    return [
      {
        key,
        meaning: child.description ?? '',
        allowed: child.allowed ?? '',
        fallback: defaultText(child, required.includes(name)),
      },
    ];
  });
}

function defaultText(node: SchemaNode, required: boolean): string {
  const { default: value } = node;
  if (value !== undefined) return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  return required ? 'must be set' : 'none';
}

/** A pipe would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
