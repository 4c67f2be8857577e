export { PartError, type PartSpec, type PartState } from './part';
export { allReady, httpReady, type Probe, tcpReady } from './probe';
export { createSupervisor, type Supervisor } from './supervisor';
