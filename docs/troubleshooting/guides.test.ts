import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { variables } from '../../instrumentation/config/variables';
import { contract } from '../../instrumentation/contract';
import { guideBlocks, guideFiles } from '../../local/proofs/guides';

const DOCS = join(__dirname, '..');
const GUIDES = guideFiles().map((file) => ({ file, text: readFileSync(join(DOCS, file), 'utf8') }));

/** Series that Prometheus and its binaries have beyond those that the contract names. */
const FOREIGN = ['ALERTS', 'prometheus_rule_group_last_duration_seconds'];

test('commands and queries are found where they are, and nothing else', () => {
  const text =
    'a\n\n```sh\none\n```\n\n```yaml\nno: command\n```\n```promql data\nup\n```\n```promql\nup == 0\n```\n';
  expect(guideBlocks('x.md', text)).toEqual([
    { at: 'x.md:4', kind: 'sh', hasData: false, text: 'one' },
    { at: 'x.md:11', kind: 'promql', hasData: true, text: 'up' },
    { at: 'x.md:14', kind: 'promql', hasData: false, text: 'up == 0' },
  ]);
});

describe.each(GUIDES)('$file', ({ file, text }) => {
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
      const target = join(DOCS, dirname(file), to);
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
    const known = new Set([...names, ...FOREIGN]);
    const queries = guideBlocks(file, text).filter(({ kind }) => kind === 'promql');
    const asked = queries.flatMap(({ text: query }) => query.match(/\b[A-Za-z]\w*(?=\s*[[{]|$)/gm) ?? []);
    const series = asked.filter((name) => /^[a-z]+_|^up$|^ALERTS$/.test(name) && !/^(?:by|le)$/.test(name));
    expect(series.filter((name) => !known.has(name))).toEqual([]);
  });
});

test('the guides have commands and queries, those on troubles some that have to find something', () => {
  for (const { file, text } of GUIDES.filter((guide) => !guide.file.endsWith('README.md'))) {
    const blocks = guideBlocks(file, text);
    expect([file, blocks.filter(({ kind }) => kind === 'sh').length > 0]).toEqual([file, true]);
    expect([file, blocks.filter(({ hasData }) => hasData).length > 0]).toEqual([file, true]);
  }
});
