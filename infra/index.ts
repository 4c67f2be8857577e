import { run } from './program/run';

/** Stack outputs; see StackOutputs. */
export const { otlpEndpoint, grafanaUrl, prometheusUrl, alertmanagerUrl, preload } = run();
