export { API_GATEWAY } from './api-gateway';
export { BEAMLINE } from './beamline';
export { EUCORA } from './eucora';
export { GATEWAYZ } from './gatewayz';
export { latencyBoundSeconds, THRESHOLDS, type ThresholdName } from './gateway';
export { STACK } from './stack';
export { WAREHOUSE_HUB } from './warehouse-hub';
