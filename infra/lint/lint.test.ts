import { join } from 'node:path';
import { lint } from '../../alerts/lint';
import { presets } from '../../instrumentation/presets';
import { LINT_EXCEPTIONS } from './exceptions';
import { presetSubject } from './subject';

const ROOT = join(__dirname, '..', '..');
const today = new Date().toISOString().slice(0, 10);

it.each(Object.values(presets))('rules, boards and routing of $name have no finding', (preset) => {
  const subject = presetSubject(preset, ROOT);
  expect(subject.panels.length).toBeGreaterThan(20);
  expect(subject.series.size).toBeGreaterThan(20);
  expect(lint(subject, LINT_EXCEPTIONS, today)).toEqual([]);
});
