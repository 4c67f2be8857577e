export { PortError } from './forced';
export { BLOCK_SIZE, leasePorts, type PortLease } from './lease';
export { LOOPBACK } from './listen';
