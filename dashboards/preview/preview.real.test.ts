import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { locateTool } from '../../tools';
import { freshBoards } from '../kit/fixture';
import { panels } from '../kit/targets';
import { look, type Seen } from './browser';
import { type Browser, findChromium, startChromium } from './chromium';
import { type PreviewServer, servePreview } from './server';

const BOARD = 'gatewatch-prometheus';

/** Why the pages cannot be looked at here, where that is so. */
function whyNoBrowser(): string | undefined {
  try {
    findChromium(process.env);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const missing = whyNoBrowser();
const describeInBrowser = missing === undefined ? describe : describe.skip;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await isTrue().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`waited 45 s for ${what}`);
    await delay(200);
  }
}

// A Prometheus that scrapes itself each second has data for the board about Prometheus, and none for the others.
describeInBrowser(
  `the preview in Chromium, with data of a real Prometheus${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    const boards = freshBoards();
    let dir: string;
    let prometheus: ChildProcess;
    let server: PreviewServer;
    let browser: Browser;

    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'gatewatch-preview-'));
      const address = `127.0.0.1:${await freePort()}`;
      const self = { targets: [address], labels: { service: 'prometheus', environment: 'test' } };
      // As a gateway it is up and has no metric of one: its variables can be chosen, its panels have nothing.
      const jobs = ['prometheus', 'gateway'];
      const config = {
        global: { scrape_interval: '1s' },
        scrape_configs: jobs.map((job) => ({ job_name: job, static_configs: [self] })),
      };
      writeFileSync(join(dir, 'prometheus.yml'), stringify(config));
      prometheus = spawn(
        locateTool('prometheus'),
        [
          `--config.file=${join(dir, 'prometheus.yml')}`,
          `--storage.tsdb.path=${join(dir, 'data')}`,
          `--web.listen-address=${address}`,
        ],
        { stdio: 'ignore' },
      );
      const url = `http://${address}`;
      await until('some scrapes', async () => {
        const query = encodeURIComponent('count_over_time(prometheus_tsdb_head_series[1m]) > 5');
        const answer = await fetch(`${url}/api/v1/query?query=${query}`);
        return ((await answer.json()) as { data: { result: unknown[] } }).data.result.length > 0;
      });
      server = await servePreview({ boards, urls: { prometheus: url }, scrapeInterval: '1s' }, 0);
      browser = await startChromium(process.env);
    }, 90_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      if (prometheus !== undefined) {
        const ended = new Promise((resolve) => prometheus.once('exit', resolve));
        prometheus.kill();
        await ended;
      }
      rmSync(dir, { recursive: true, force: true });
    }, 60_000);

    const open = (uid: string, query = 'from=now-2m&to=now'): Promise<Seen> =>
      look(browser, `${server.url}/d/${uid}?${query}`);

    it('draws or marks every panel of every board, and nothing complains', async () => {
      for (const { uid, title, model } of boards) {
        const seen = await open(uid);
        expect([uid, seen.complaints]).toEqual([uid, []]);
        expect(seen.title).toBe(title);
        const ids = panels(model).map(({ id }) => id);
        expect(new Set(seen.panels.map(({ id }) => id))).toEqual(new Set(ids));
        expect(seen.panels.filter(({ isVisible }) => !isVisible)).toEqual([]);
        for (const { id, drawn, shapes, text, tooltip } of seen.panels) {
          expect([id, drawn]).not.toEqual([id, 'not-drawn']);
          expect([id, drawn === 'chart' ? shapes > 0 : text !== '']).toEqual([id, true]);
          expect([id, tooltip]).toEqual([id, expect.stringMatching(/\w/)]);
        }
      }
    }, 180_000);

    it('draws charts where there is data, and says that nothing came back where there is none', async () => {
      const withData = await open(BOARD);
      expect(withData.panels.filter(({ drawn }) => drawn === 'chart').length).toBeGreaterThan(5);
      const without = await open(BOARD, 'from=now-2d&to=now-1d');
      expect(without.complaints).toEqual([]);
      expect(without.panels.filter(({ drawn }) => drawn === 'chart')).toEqual([]);
      expect(without.panels.some(({ text }) => text.includes('metric missing'))).toBe(true);
    }, 60_000);

    it('takes the choice of variables from the address', async () => {
      const overview = 'gatewatch-gateway-overview';
      const up = (seen: Seen): string => seen.panels.find(({ id }) => id === 101)!.text;
      const all = await open(overview);
      expect(all.variables).toEqual(['var-environment', 'var-service']);
      expect(up(all)).toBe('1');
      expect(up(await open(overview, 'from=now-2m&to=now&var-service=prometheus'))).toBe('1');
      expect(up(await open(overview, 'from=now-2m&to=now&var-service=nobody'))).not.toBe('1');
    }, 60_000);

    it('says what is wrong with an address', async () => {
      const wrong = await fetch(`${server.url}/d/${BOARD}?from=yesterday`);
      expect([wrong.status, await wrong.text()]).toEqual([502, expect.stringContaining('yesterday')]);
      expect((await fetch(`${server.url}/d/nothing`)).status).toBe(404);
      expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
    });

    it('has a picture of a board that is SVG without scripts or links', async () => {
      const picture = await fetch(`${server.url}/d/${BOARD}.svg?from=now-2m&to=now`);
      const svg = await picture.text();
      expect(picture.headers.get('content-type')).toContain('image/svg+xml');
      expect(svg).toContain('Prometheus');
      expect(svg).not.toMatch(/<script|<a |href=|<style|<foreignObject/);
    });
  },
);
