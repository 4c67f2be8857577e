import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variableTable } from './reference';
import { variableList } from './variables';

test('every variable is declared once and says what it is for', () => {
  const names = variableList.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { help } of variableList) expect(help).toMatch(/^.{10,}\.$/u);
});

test('the README holds the table that `gatewatch variables` prints', () => {
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  expect(readme).toContain(variableTable());
});
