import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from '../../instrumentation/config/variables';
import { bind, contract, familiesOf } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { readGuide } from '../../local/guides/guide';

const NAMES = readdirSync(__dirname).filter((name) => name.endsWith('.md'));
const GUIDES = NAMES.map((file) => ({
  file,
  text: readFileSync(join(__dirname, file), 'utf8'),
  blocks: readGuide(`docs/monitoring/${file}`).flatMap(({ blocks }) => blocks),
}));

/** Series that Prometheus and its binaries have beyond those that the contract names. */
const FOREIGN = ['ALERTS', 'prometheus_rule_group_last_duration_seconds'];

describe.each(GUIDES)('$file', ({ file, text, blocks }) => {
  it('names only variables that there are', () => {
    const known = new Set<string>(Object.values(variables).map(({ name }) => name));
    const named = text.match(/\b(?:GATEWATCH|OTEL|OTLP|JAEGER)_[A-Z_]+\b/g) ?? [];
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });

  it('leads only to files and headings that there are', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#([\w-]+))?\)/g)].filter(
      ([, to]) => !to?.includes('://'),
    );
    for (const [, to = '', heading] of links) {
      const target = join(__dirname, to);
      expect([to, existsSync(target)]).toEqual([to, true]);
      if (heading === undefined) continue;
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replace(/\s/g, '-'),
      );
      expect([to, headings]).toEqual([to, expect.arrayContaining([heading])]);
    }
  });

  it('asks for series of the contract', () => {
    const names = Object.values(contract).flatMap(({ name }) => [name, `${name}_bucket`, `${name}_count`]);
    const own = presets[file.replace('.md', '')];
    const bound = own === undefined ? [] : [...bind(own).values()].flatMap(familiesOf);
    const ownNames = bound.flatMap(({ name }) => [name, `${name}_bucket`, `${name}_count`]);
    const known = new Set([...names, ...ownNames, ...FOREIGN]);
    const queries = blocks.filter(({ language }) => language === 'promql');
    const asked = queries.flatMap(({ text: query }) => query.match(/\b[A-Za-z]\w*(?=\s*[[{]|$)/gm) ?? []);
    const series = asked.filter((name) => /^[a-z]+_|^up$|^ALERTS$/.test(name) && !/^(?:by|le)$/.test(name));
    expect(series.filter((name) => !known.has(name))).toEqual([]);
  });
});

test.each(['no-metrics.md', 'no-traces.md', 'no-alerts.md', 'resources.md'])(
  '%s has commands, queries that find something, and queries that find trouble',
  (name) => {
    const blocks = GUIDES.find(({ file }) => file === name)?.blocks ?? [];
    expect(blocks.some(({ language }) => language === 'sh')).toBe(true);
    const queries = blocks.filter(({ language }) => language === 'promql');
    expect(queries.some(({ mayBeEmpty }) => mayBeEmpty === undefined)).toBe(true);
    expect(queries.some(({ mayBeEmpty }) => mayBeEmpty)).toBe(true);
  },
);
