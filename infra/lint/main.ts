import { join } from 'node:path';
import { CHECKS, lint } from '../../alerts/lint';
import { presets } from '../../instrumentation/presets';
import { LINT_EXCEPTIONS } from './exceptions';
import { presetSubject } from './subject';

const ROOT = join(__dirname, '..', '..');

/** Prints what is wrong with rules, boards and routing of every preset; 1 if anything is. */
function main(): number {
  const today = new Date().toISOString().slice(0, 10);
  const lines = Object.values(presets).flatMap((preset) =>
    lint(presetSubject(preset, ROOT), LINT_EXCEPTIONS, today).map(
      ({ check, where, message }) => `${preset.name}: ${where}: ${message} (${check})`,
    ),
  );
  lines.forEach((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(
    `${CHECKS.length} checks, ${Object.keys(presets).length} presets, ${lines.length} findings\n`,
  );
  return lines.length === 0 ? 0 : 1;
}

process.exitCode = main();
