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

test('a section has another hash once it tells to run something else', () => {
  const [first, last] = parseGuide('a.md', guide('up'));
  const [changed, same] = parseGuide('a.md', guide('up == 1'));
  expect(changed?.hash).not.toBe(first?.hash);
  expect(same?.hash).toBe(last?.hash);
});

test('every preset has the guide of all, and gatewayz its own', () => {
  const files = (preset: string) => new Set(guidesOf(preset).map(({ name }) => name.split('#')[0]));
  expect([...files('default')]).toEqual(['docs/monitoring/README.md']);
  expect([...files('gatewayz')]).toEqual(['docs/monitoring/README.md', 'docs/monitoring/gatewayz.md']);
});
