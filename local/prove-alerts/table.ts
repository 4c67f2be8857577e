import type { PresetResult } from './prove-preset';
import { isProven, type Row } from './row';

const COLUMNS = [
  'alert',
  'fault',
  'pending',
  'firing',
  'detected',
  'within',
  'received by',
  'resolved',
  'runbook',
] as const;

/** One line for a row, as soon as it is known. */
export function rowLine(row: Row): string {
  const { alert, detected, detectionBound, resolved, receivedBy = '-', queries, problems } = row;
  const mark = isProven(row) ? 'proven' : 'FAILED';
  const way = `detected ${seconds(detected)} (within ${seconds(detectionBound)}), by ${receivedBy}, resolved ${seconds(resolved)}`;
  const runbook = `runbook ${queries.answered}/${queries.asked}`;
  return [
    `  ${mark}  ${alert}: ${way}, ${runbook}`,
    ...problems.map((problem) => `          ${problem}`),
    ...queries.silent.map((query) => `          no data for its runbook: ${query}`),
  ].join('\n');
}

/** Everything that came of a preset. */
export function resultText({ preset, coverage, quiet, rows, leftOut }: PresetResult): string {
  const { missing, unknown, unprovable } = coverage;
  const proven = rows.filter(isProven);
  const lines = [
    `\n=== ${preset}`,
    ...(rows.length === 0 ? [] : tableLines(rows)),
    ...(quiet === undefined
      ? []
      : quiet.problems.length === 0
        ? [`without a fault for ${Math.round(quiet.seconds)} s: only the Watchdog fired`]
        : [
            `without a fault for ${Math.round(quiet.seconds)} s:`,
            ...quiet.problems.map((one) => `  FAILED  ${one}`),
          ]),
    ...unprovable.map(({ alert, reason }) => `not provoked: ${alert} (${reason})`),
    ...missing.map((alert) => `FAILED  ${alert} has no fault that provokes it`),
    ...unknown.map((alert) => `FAILED  a fault is to provoke ${alert}, which the preset does not have`),
    ...leftOut.map((fault) => `left out, no time: ${fault}`),
    `${preset}: ${proven.length} alerts proven, ${rows.length - proven.length} failed, ` +
      `${unprovable.length} not provoked, ${missing.length} without a fault; the Watchdog fires all the time`,
  ];
  return lines.join('\n');
}

function tableLines(rows: readonly Row[]): string[] {
  const cells = [...rows]
    .sort((a, b) => a.alert.localeCompare(b.alert))
    .map((row) => [
      row.alert,
      row.fault,
      seconds(row.pending),
      seconds(row.firing),
      seconds(row.detected),
      seconds(row.detectionBound),
      row.receivedBy ?? '-',
      seconds(row.resolved),
      `${row.queries.answered}/${row.queries.asked}`,
    ]);
  const widths = COLUMNS.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  return [[...COLUMNS], ...cells].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function seconds(value: number | undefined): string {
  return value === undefined ? '-' : `${value.toFixed(1)} s`;
}

/** True if nothing of it failed. */
export function isAllProven({ coverage, quiet, rows }: PresetResult): boolean {
  return (
    rows.every(isProven) &&
    coverage.missing.length === 0 &&
    coverage.unknown.length === 0 &&
    (quiet?.problems.length ?? 0) === 0
  );
}
