import { describeEvent } from '../../tools';
import { makeDefinitions } from './make';

// `npm run crds`: makes the custom resource definitions that the stack installs.
makeDefinitions({ onEvent: (event) => process.stderr.write(`${describeEvent(event)}\n`) }).then(
  ({ file, count }) => process.stdout.write(`${count} definitions in ${file}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
