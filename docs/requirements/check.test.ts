import { hashLines } from './classification';
import { requirementProblems } from './check';
import { readRequirementFiles, readSources, SOURCE_PRESETS, SOURCES_VARIABLE } from './sources';

const sources = readSources(process.env[SOURCES_VARIABLE]);

describe('requirements of the presets', () => {
  beforeAll(() => {
    const what = sources.found
      ? 'held against the source texts'
      : `the committed classification alone is checked: ${sources.reason}`;
    process.stdout.write(`requirements: ${what}\n`);
  });

  it.each(SOURCE_PRESETS)('%s: every line is classed and every requirement is stated by a line', (preset) => {
    const source = sources.found ? sources.texts.get(preset) : undefined;
    expect(requirementProblems({ preset, ...readRequirementFiles(preset), source })).toEqual([]);
  });
});

describe('requirementProblems', () => {
  const source = 'Title\n\nThe gateway counts requests.\nIt is nice.\n';
  const lines = source.split('\n');
  const hash = (first: number, last = first) => hashLines(lines, first, last);
  const ledger = tsv([
    ['id', 'kind', 'lines', 'status', 'demand'],
    ['XY-M-01', 'metric', '3', 'open', 'counter `requests_total`: requests'],
  ]);
  const header = ['lines', 'hash', 'class', 'requirements', 'reason'];
  const title = ['1', hash(1), 'heading', '', ''];
  const demand = ['3', hash(3), 'demand', 'XY-M-01', ''];
  const praise = ['4', hash(4), 'no demand', '', 'praise'];
  const check = (rows: string[][], over: { ledger?: string; source?: string | undefined } = {}): string[] =>
    requirementProblems({ preset: 'xy', ledger, source, classification: tsv([header, ...rows]), ...over });

  it('finds nothing where everything is in order', () => {
    expect(check([title, demand, praise])).toEqual([]);
    expect(check([title, demand, praise], { source: undefined })).toEqual([]);
  });

  it('finds a line that is not classed, only where the text is at hand', () => {
    expect(check([title, demand])).toEqual([expect.stringContaining('line 4 of the text is not classed')]);
    expect(check([title, demand], { source: undefined })).toEqual([]);
  });

  it('finds an id that does not exist, with and without the text', () => {
    const dangling = [title, demand, ['4', hash(4), 'demand', 'XY-M-02', '']];
    const problem = [expect.stringContaining('refers to XY-M-02, which xy.tsv does not have')];
    expect(check(dangling)).toEqual(problem);
    expect(check(dangling, { source: undefined })).toEqual(problem);
  });

  it('finds a requirement that no line states', () => {
    const rows = [title, ['3', hash(3), 'no demand', '', 'overlooked'], praise];
    expect(check(rows, { source: undefined })).toEqual([
      expect.stringContaining('XY-M-01 is stated by no line'),
    ]);
  });

  it('finds a line that has changed since it was classed', () => {
    expect(check([title, demand, praise], { source: source.replace('requests', 'errors') })).toEqual([
      expect.stringMatching(/lines 3 have the hash \w{12}, not/),
    ]);
  });

  it('finds a requirement that names other lines than those that state it', () => {
    const other = ledger.replace('\t3\t', '\t4\t');
    expect(check([title, demand, praise], { ledger: other })).toEqual([
      expect.stringContaining('XY-M-01 names lines 4; xy.lines.tsv has 3'),
    ]);
  });

  it.each([
    ['twice', '4', 'demand', 'XY-M-01', '', 'line 3 is classed twice or out of order', '3'],
    ['class', '4', 'chatter', '', '', 'class is "chatter"', '4'],
    ['reason', '4', 'no demand', '', '', 'only "no demand" has one, and needs it', '4'],
    ['ids', '4', 'heading', 'XY-M-01', '', 'a demand names at least one', '4'],
  ])('finds a wrong classification: %s', (_, hashOf, name, ids, reason, message, range) => {
    const rows = [title, demand, [range, hash(Number(hashOf)), name, ids, reason]];
    expect(check(rows, { source: undefined })).toContainEqual(expect.stringContaining(message));
  });

  it.each([
    ['id', 'XYM1\tmetric\t3\topen\tcounter `a_total`: a', 'is not an id'],
    ['kind', 'XY-M-01\talert\t3\topen\tcounter `a_total`: a', 'the letter M stands for "metric"'],
    ['status', 'XY-M-01\tmetric\t3\tdone\tcounter `a_total`: a', 'status is "done"'],
    ['demand', 'XY-M-01\tmetric\t3\topen\tcount requests', 'must have the form'],
    ['empty demand', 'XY-X-01\tbehaviour\t3\topen\t ', 'demand is empty'],
    ['columns', 'XY-M-01\tmetric\t3\topen', 'has 4 columns'],
  ])('finds a wrong row of the ledger: %s', (_, row, message) => {
    const wrong = `id\tkind\tlines\tstatus\tdemand\n${row}\n`;
    expect(check([title, demand, praise], { ledger: wrong })).toContainEqual(
      expect.stringContaining(message),
    );
  });

  it('finds an id that is there twice', () => {
    const twice = `${ledger}XY-M-01\tmetric\t3\topen\tcounter \`a_total\`: a\n`;
    expect(check([title, demand, praise], { ledger: twice })).toEqual([
      expect.stringContaining('XY-M-01: is there twice'),
    ]);
  });
});

function tsv(rows: string[][]): string {
  return `${rows.map((row) => row.join('\t')).join('\n')}\n`;
}
