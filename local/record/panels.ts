import { createHash } from 'node:crypto';
import type { Board, ExpectedPanel } from '../../dashboards';

/** Which targets are the gateways differs between installations; it is no part of what a panel shows. */
const JOB_MATCHER = /job(?:=~?|!=|!~)"[^"]*",?/g;

/**
 * Panels by `board uid/title`, each with a hash of its queries: one that asks something else has to be proven again.
 * Left out are panels without a query that a live proof can run.
 */
export function panelVersions(boards: readonly Board[]): Readonly<Record<string, string>> {
  const versions = boards.flatMap(({ uid, expected }) =>
    expected
      .filter(({ targets }) => targets.some(({ excused }) => excused === undefined))
      .map((panel) => [`${uid}/${panel.title}`, versionOf(panel)] as const),
  );
  return Object.fromEntries(versions.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function versionOf({ targets }: ExpectedPanel): string {
  const exprs = targets.map(({ refId, expr }) => [refId, expr.replaceAll(JOB_MATCHER, '')]);
  return createHash('sha256').update(JSON.stringify(exprs)).digest('hex').slice(0, 12);
}
