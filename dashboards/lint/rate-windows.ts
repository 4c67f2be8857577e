import { targets } from '../kit/targets';
import { aboutTarget, type Finding, type LintInput } from './rules';

const WINDOW = /\[([^\]:]+)(?::[^\]]*)?\]/g;
const RANGE = ['$__rate_interval', '$__range'];
const LOGS = ['$__auto', '$__range'];

/**
 * A window follows the board: `$__rate_interval` where lines are drawn, `$__range` for numbers over the whole range. A fixed
 * one has too few samples on one screen and hides what happened on another.
 */
export function rateWindows({ board }: LintInput): Finding[] {
  return targets(board).flatMap((target) => {
    const allowed = target.datasource === 'loki' ? LOGS : RANGE;
    return [...target.expr.matchAll(WINDOW)]
      .map(([, window]) => window!)
      .filter((window) => target.datasource !== 'tempo' && !allowed.includes(window))
      .map((window) => aboutTarget(target, `has the window [${window}]; write one of ${allowed.join(', ')}`));
  });
}
