import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSources } from './sources';

describe('readSources', () => {
  it('says why there are no texts', () => {
    expect(readSources(undefined)).toEqual({ found: false, reason: 'GATEWATCH_SEEDS is not set' });
    expect(readSources('/nowhere/at/all')).toMatchObject({
      found: false,
      reason: expect.stringContaining('there is no such folder'),
    });
  });

  it('goes by content: a folder with other texts is an error that names every preset', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatewatch-sources-'));
    try {
      writeFileSync(join(folder, 'beamline.txt'), 'not the text');
      expect(() => readSources(folder)).toThrow(/beamline, gatewayz, warehouse-hub, eucora, api-gateway/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
