import { bind, gatewayJobs } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { boards } from '../boards';
import { type Options, readOptions } from './cli/options';
import { type Preview } from './preview';
import { writeScreenshots } from './screenshots';
import { servePreview } from './server';
import { writePreview } from './write';

const line = (text: string): void => void process.stdout.write(`${text}\n`);

function previewOf(options: Options): Preview {
  const preset = presets[options.preset]!;
  const { prometheus, loki, tempo, grafana, runbooks, scrapeInterval, board: wanted } = options;
  const all = boards(bind(preset), {
    runbookBaseUrl: runbooks,
    gatewayJobs: gatewayJobs(preset),
    alertPacks: preset.alertPacks ?? [],
  });
  const unknown = (wanted ?? []).filter((uid) => !all.some((each) => each.uid === uid));
  if (unknown.length > 0) {
    throw new Error(
      `preset ${preset.name} has no board ${unknown.join(', ')}; it has: ${all.map(({ uid }) => uid).join(', ')}`,
    );
  }
  return {
    boards: wanted === undefined ? all : all.filter(({ uid }) => wanted.includes(uid)),
    urls: { prometheus, ...(loki === undefined ? {} : { loki }), ...(tempo === undefined ? {} : { tempo }) },
    scrapeInterval,
    ...(grafana === undefined ? {} : { grafanaUrl: grafana }),
  };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const preview = previewOf(options);
  const { out, from, to } = options;
  if (out === undefined) {
    const { url } = await servePreview(preview, options.port);
    line(`${preview.boards.length} board(s) at ${url}, until Ctrl-C`);
    return;
  }
  const view = { choice: {}, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const written = await writePreview(preview, out, view, options.row);
  const pages = written.filter((path) => path.endsWith('.html'));
  const pngs = options.png === true ? await writeScreenshots(pages, process.env) : [];
  [...written, ...pngs].forEach(line);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
