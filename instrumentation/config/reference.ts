import { type Variable } from './variable';
import { variableList } from './variables';

/** Reference of all variables as a Markdown table, one row each, in the order of their declaration. */
export function variableTable(): string {
  const rows = variableList.map((variable) =>
    row([`\`${variable.name}\``, variable.type, defaultOf(variable), variable.help]),
  );
  return `${[row(['Variable', 'Value', 'Default', 'Meaning']), row(['---', '---', '---', '---']), ...rows].join('\n')}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function defaultOf({ default: value }: Variable<unknown>): string {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === undefined || isEmpty ? '' : `\`${String(value)}\``;
}
