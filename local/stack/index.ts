export { runDirectory } from './directory';
export type { StartOptions } from './options';
export { runPorts } from './port-names';
export { startStack } from './start';
