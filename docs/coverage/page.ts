import { CHECKS } from '../../local/proofs/checks';
import { countRows, countsText } from './counts';
import type { CoverageRow } from './coverage';
import { evidenceText } from './evidence';

/** The coverage of a preset as a Markdown page: one table row for each requirement, none left out. */
export function coveragePage(
  preset: string,
  rows: readonly CoverageRow[],
  results: Readonly<Record<string, boolean>> | undefined,
): string {
  return [
    `# Coverage of \`${preset}\``,
    '',
    `${countsText(preset, countRows(rows))}.`,
    '',
    `What is demanded, where it is met, and what shows it. The evidence is checked by machine each time this page is made; live`,
    `checks are those of \`npm start -- --preset ${preset} --check --record\`. What is not met says why.`,
    '',
    '| id | kind | demand | met by | live check | status |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
    '',
    ...resultsOf(results),
  ].join('\n');
}

function line({ requirement, verdicts, status, reason }: CoverageRow): string {
  const { id, kind, demand } = requirement;
  const checks = [...new Set(verdicts.flatMap(({ live }) => live ?? []))];
  const cells = [
    id,
    kind,
    demand,
    verdicts.map(({ evidence }) => `\`${evidenceText(evidence)}\``).join('<br>'),
    checks.map((check) => CHECKS[check as keyof typeof CHECKS] ?? check).join('<br>'),
    reason === undefined ? status : `**${status}**: ${reason}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** How each check of the recorded run ended. */
function resultsOf(results: Readonly<Record<string, boolean>> | undefined): readonly string[] {
  const checks = Object.entries(results ?? {});
  const passed = checks.filter(([, ok]) => ok).length;
  return [
    '## Results of the recorded run',
    '',
    results === undefined
      ? 'No run of this version of the preset is recorded.'
      : `${passed} of ${checks.length} checks passed.`,
    '',
    ...(checks.length === 0 ? [] : ['| check | result |', '| --- | --- |']),
    ...checks.map(
      ([id, ok]) => `| ${CHECKS[id as keyof typeof CHECKS] ?? id} | ${ok ? 'passed' : '**failed**'} |`,
    ),
    ...(checks.length === 0 ? [] : ['']),
  ];
}
