import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The port that the system's operators expect. */
const PORT = 8000;

jest.setTimeout(30_000);

test('the gateway listens on port 8000 unless it is told otherwise', async () => {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    OTEL_TRACES_EXPORTER: 'none',
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  delete env['PORT'];
  const child = spawn(process.execPath, [join(__dirname, 'gateway.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    // Another process of this machine may have the port: then the gateway says so, and names it.
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        for (const text of said.split('\n').slice(0, -1)) {
          const line = JSON.parse(text) as { message: string; port?: number; err?: { port?: number } };
          if (line.message === 'listens') resolve(line.port ?? 0);
          if (line.message === 'cannot listen') resolve(line.err?.port ?? 0);
        }
      });
      child.once('exit', (code) => reject(new Error(`it ended with ${code} and said: ${said}`)));
    });
    expect(port).toBe(PORT);
  } finally {
    child.kill('SIGKILL');
  }
});
