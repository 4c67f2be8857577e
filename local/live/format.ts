import { THRESHOLDS } from '../../alerts';
import type { Snapshot } from './snapshot';

type Style = 'plain' | 'good' | 'bad';

/** A row of the live view. */
interface Row {
  readonly label: string;
  readonly text: string;
  readonly style: Style;
}

const LABEL_WIDTH = 14;
const [GREEN, RED, RESET] = ['\u001b[32m', '\u001b[31m', '\u001b[0m'];
const NO_DATA = 'no data yet';

/** The view as lines of at most `columns` characters; colours only if wanted. */
export function viewLines(
  snapshot: Snapshot,
  { columns, colour }: { columns: number; colour: boolean },
): readonly string[] {
  return rows(snapshot).map(({ label, text, style }) => {
    const room = Math.max(columns - LABEL_WIDTH, 1);
    const fitted = text.length > room ? `${text.slice(0, room - 1)}…` : text;
    return `${label.padEnd(LABEL_WIDTH).slice(0, columns)}${colour ? painted(fitted, style) : fitted}`;
  });
}

/** The same in one line, for logs and pipes. */
export function viewLine(snapshot: Snapshot): string {
  return [
    snapshot.at.toISOString().slice(11, 19),
    ...rows(snapshot).map(({ label, text }) => `${label} ${text}`),
  ].join(' | ');
}

function rows(snapshot: Snapshot): readonly Row[] {
  const { targets, errorRatio, p95Seconds, alerts } = snapshot;
  return [
    { label: 'targets', ...targetText(targets) },
    {
      label: 'requests',
      text: number(snapshot.requestsPerSecond, (n) => `${n.toFixed(1)}/s`),
      style: 'plain',
    },
    {
      label: 'errors',
      text: number(errorRatio, (n) => `${(n * 100).toFixed(1)} %`),
      style: judged(errorRatio, THRESHOLDS.errorRatio),
    },
    {
      label: 'latency p95',
      text: number(p95Seconds, duration),
      style: judged(p95Seconds, THRESHOLDS.latencyP95Seconds),
    },
    {
      label: 'spans',
      text: spans(snapshot),
      style: judged(snapshot.spansDropped, 0),
    },
    {
      label: 'alerts',
      text: alertText(snapshot),
      style: alerts.length === 0 && snapshot.watchdog ? 'good' : 'bad',
    },
  ];
}

function targetText({ up, total, down }: Snapshot['targets']): Pick<Row, 'text' | 'style'> {
  if (total === 0) return { text: NO_DATA, style: 'plain' };
  if (down.length > 0) return { text: `${up} of ${total} up, down: ${down.join(', ')}`, style: 'bad' };
  return { text: `${up} of ${total} up`, style: up === total ? 'good' : 'plain' };
}

function spans({ spansExported, spansExportedPerSecond, spansDropped }: Snapshot): string {
  if (spansExported === undefined) return NO_DATA;
  const rate = spansExportedPerSecond === undefined ? '' : ` (${spansExportedPerSecond.toFixed(1)}/s)`;
  return `${spansExported} exported${rate}, ${spansDropped ?? 0} dropped`;
}

function alertText({ alerts, watchdog }: Snapshot): string {
  const firing = alerts.length === 0 ? 'none firing' : `firing: ${alerts.join(', ')}`;
  return watchdog ? firing : `${firing}; the Watchdog has not arrived`;
}

function number(value: number | undefined, text: (value: number) => string): string {
  return value === undefined ? NO_DATA : text(value);
}

function duration(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;
}

/** Bad above the threshold of the alert that watches the same number. */
function judged(value: number | undefined, threshold: number): Style {
  if (value === undefined) return 'plain';
  return value > threshold ? 'bad' : 'good';
}

function painted(text: string, style: Style): string {
  if (style === 'plain') return text;
  return `${style === 'good' ? GREEN : RED}${text}${RESET}`;
}
