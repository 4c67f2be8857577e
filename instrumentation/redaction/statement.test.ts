import { withoutLiterals } from './statement';

test.each([
  [
    "SELECT * FROM users WHERE name = 'Ada' AND age > 41",
    'postgresql',
    'SELECT * FROM users WHERE name = ? AND age > ?',
  ],
  [
    'SELECT a1, "t2"."c3" FROM "t2" WHERE id = $1 LIMIT 10',
    'postgresql',
    'SELECT a1, "t2"."c3" FROM "t2" WHERE id = $1 LIMIT ?',
  ],
  ["INSERT INTO t VALUES ('it''s', 1.5e3, -7, 0xFF)", 'postgresql', 'INSERT INTO t VALUES (??, ?, -?, ?)'],
  [
    "SELECT 'C:\\', secret_column FROM t WHERE x = 'y'",
    'postgresql',
    'SELECT ?, secret_column FROM t WHERE x = ?',
  ],
  ["SELECT E'a\\'secret', type FROM t", 'postgresql', 'SELECT ?, type FROM t'],
  ['SELECT $$it is a secret$$, $tag$so $$ is this$tag$', 'postgresql', 'SELECT ?, ?'],
  [
    "SELECT 'a\\'secret', \"also secret\" FROM `t1` WHERE id = ?",
    'mysql',
    'SELECT ?, ? FROM `t1` WHERE id = ?',
  ],
  ["SELECT 'cut off in the mid", 'postgresql', 'SELECT ?'],
  ['SELECT "cut off \\', 'mysql', 'SELECT ?'],
  ['HGET', 'redis', 'HGET'],
])('%s (%s)', (before, system, after) => {
  expect(withoutLiterals(before, system)).toBe(after);
});

test.each(["'", '"', '\\', '$$', '$a$', '1', "'\\", '$'])(
  'many of %s take no longer than many letters',
  (part) => {
    const text = part.repeat(100_000);
    const started = performance.now();
    for (const system of ['mysql', 'postgresql']) withoutLiterals(text, system);
    expect(performance.now() - started).toBeLessThan(200);
  },
);
