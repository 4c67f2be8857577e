import { stringify } from 'yaml';

/**
 * YAML text of plain data: keys in the order given, no anchors, no folded lines, one newline at the end.
 * Equal input gives equal bytes.
 */
export function toYaml(value: object): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, indentSeq: true });
}
