export { runDirectory } from './directory';
export type { StartOptions } from './options';
export { PORT_NAMES, type PortName, PORTS } from './port-names';
export { startStack } from './start';
