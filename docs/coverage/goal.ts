/**
 * Why the page of results does not show that a goal is met; undefined if it does.
 * @param page Markdown with tables of three columns: goal, what was measured, `met` or not
 * @param goal how the goal begins, e.g. `beamline, metrics`
 */
export function goalProblem(page: string, goal: string): string | undefined {
  const rows = page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 5 && (cells[1] === goal || cells[1]?.startsWith(`${goal}:`)));
  if (rows.length === 0) return `no benchmark has measured "${goal}"`;
  const missed = rows.find((cells) => cells[3] !== 'met');
  return missed && `"${missed[1]}" was not met: ${missed[2]}`;
}
