import { guidesOf, parseGuide } from './guide';

const guide = (query: string): string =>
  `# A guide\n\n\`\`\`sh\nbefore any section\n\`\`\`\n\n## First\n\nWords.\n\n\`\`\`promql\n${query}\n\`\`\`\n\n\`\`\`console\nrm -rf /\n\`\`\`\n\n## Words alone\n\nNone.\n\n## Last\n\n\`\`\`sh\ncurl a |\n  grep b\n\`\`\`\n\n1. In a list:\n\n   \`\`\`logql\n   {a="b"}\n   \`\`\`\n`;

test('sections with what they tell to run; what is for readers alone is left out', () => {
  expect(parseGuide('a.md', guide('up')).map(({ name, blocks }) => ({ name, blocks }))).toEqual([
    { name: 'a.md#First', blocks: [{ language: 'promql', text: 'up' }] },
    {
      name: 'a.md#Last',
      blocks: [
        { language: 'sh', text: 'curl a |\n  grep b' },
        { language: 'logql', text: '{a="b"}' },
      ],
    },
  ]);
});

test('a query that finds something only in trouble says so', () => {
  const text = '## Trouble\n\n```promql quiet\nup == 0\n```\n';
  expect(parseGuide('a.md', text)[0]?.blocks).toEqual([
    { language: 'promql', text: 'up == 0', mayBeEmpty: true },
  ]);
});

test('a section has another hash once it tells to run something else', () => {
  const [first, last] = parseGuide('a.md', guide('up'));
  const [changed, same] = parseGuide('a.md', guide('up == 1'));
  expect(changed?.hash).not.toBe(first?.hash);
  expect(same?.hash).toBe(last?.hash);
});

test('every preset has the guide of all, and gatewayz its own', () => {
  const files = (preset: string) => new Set(guidesOf(preset).map(({ name }) => name.split('#')[0]));
  const general = ['README', 'no-metrics', 'no-traces', 'no-alerts', 'resources'];
  const paths = (names: readonly string[]) => names.map((name) => `docs/monitoring/${name}.md`);
  expect([...files('default')]).toEqual(paths(general));
  expect([...files('gatewayz')]).toEqual(paths([...general, 'gatewayz']));
});
