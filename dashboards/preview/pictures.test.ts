import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures');
const MOST_BYTES = 100 * 1024;

describe.each(readdirSync(FOLDER))('the picture %s of the docs', (name) => {
  const picture = readFileSync(join(FOLDER, name), 'utf8');

  it('is small SVG that runs and loads nothing', () => {
    expect(name).toMatch(/\.svg$/);
    expect(Buffer.byteLength(picture)).toBeLessThanOrEqual(MOST_BYTES);
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(picture).not.toMatch(/<script|<a |href=|<foreignObject|url\((?!#)/);
  });
});
