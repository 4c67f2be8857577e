import { operationsConfig } from './config';
import { startOperations } from './start';

/** The alert operations server as a process: configured by variables, ended by SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const running = await startOperations(operationsConfig(process.env), process.stdout);
  process.stdout.write(`${JSON.stringify({ message: 'alert operations listen', url: running.url })}\n`);
  const end = (): void => void running.stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
