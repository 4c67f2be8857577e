import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '../../instrumentation/presets';
import { findPreset } from './preset';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-stack-preset-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inFile = (text: string) => {
  const path = join(folder, 'mine.json');
  writeFileSync(path, text);
  return findPreset(path);
};

test.each(Object.values(presets))('$name goes by its name, and is the same from a file', (preset) => {
  expect(findPreset(preset.name)).toEqual({ preset });
  expect(inFile(JSON.stringify(preset))).toEqual({ preset });
});

test('every mistake in a file is told', () => {
  expect(inFile('{"name":"mine","packs":["htp"],"metrics":{},"seriesBudget":0}')).toEqual({
    problems: [
      expect.stringMatching(/^a preset without mistakes: packs\[0\] = "htp": .+did you mean http\?$/),
      'a preset without mistakes: seriesBudget = 0: must be a whole number from 1 on',
    ],
  });
});

test('a file that is not there or holds no JSON, and an unknown name, are told', () => {
  expect(findPreset(join(folder, 'none.json'))).toEqual({ problems: [expect.stringContaining('ENOENT')] });
  expect(inFile('{')).toEqual({ problems: [expect.stringContaining('a JSON file that can be read: ')] });
  for (const name of ['constructor', '__proto__', '', 'beamlin'])
    expect(findPreset(name)).toHaveProperty('problems');
});
