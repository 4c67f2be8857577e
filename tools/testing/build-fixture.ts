import { ensurePins } from '../ensure';
import { BROKEN, fixtureContext, HELLO } from './fixture-pins';

// A process of its own that builds fixtures: build-fixture.ts FOLDER NAME…; prints events, then paths, as JSON lines.
const [folder = '', ...names] = process.argv.slice(2);
const controller = new AbortController();
process.once('SIGTERM', () => controller.abort(new Error('interrupted')));

ensurePins(
  [HELLO, BROKEN].filter(({ name }) => names.includes(name)),
  fixtureContext(folder),
  {
    signal: controller.signal,
    onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
  },
).then(
  (paths) => process.stdout.write(`${JSON.stringify(paths)}\n`),
  (error: Error) => {
    process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
    process.exitCode = 1;
  },
);
