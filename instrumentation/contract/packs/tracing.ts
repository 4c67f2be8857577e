import { closed } from '../label';
import { counter } from '../metric';

/** Formats of the trace context that may lose against another one. */
export const CONTEXT_FORMATS = ['tracecontext', 'b3', 'b3multi', 'jaeger'] as const;

/**
 * Why a trace was recorded here.
 * - `parent`: the caller decided so
 * - `ratio`: it fell into the share of requests that are traced
 * - `rule`: it fell into the share that a rule states
 * - `forced`: the force header held the secret
 * - `error`, `slow`: it was not sampled, and kept when it ended
 */
export const SAMPLED_REASONS = ['parent', 'ratio', 'rule', 'forced', 'error', 'slow'] as const;
export type SampledReason = (typeof SAMPLED_REASONS)[number];

/** Propagation and sampling of traces. */
export const tracing = {
  'tracing.propagation.conflicts': counter({
    name: 'gatewatch_propagation_conflicts_total',
    unit: '1',
    help: 'Trace contexts of requests that were set aside because another format named another span, by format.',
    labels: { ignored: closed('ignored', CONTEXT_FORMATS, 'Format that was set aside.') },
    seriesBudget: CONTEXT_FORMATS.length,
    why: 'A trace that falls apart at the gateway shows nowhere else.',
  }),
  'tracing.sampled': counter({
    name: 'gatewatch_traces_sampled_total',
    unit: '1',
    help: 'Traces that this process recorded, by the reason.',
    labels: { reason: closed('reason', SAMPLED_REASONS, 'Why the trace was recorded.') },
    seriesBudget: SAMPLED_REASONS.length,
    why: 'Which rule pays for the traces that are stored.',
  }),
  'tracing.keep.limited': counter({
    name: 'gatewatch_traces_keep_limited_total',
    unit: '1',
    help: 'Failed or slow requests that were not kept because the limit per second was reached.',
    labels: {},
    seriesBudget: 1,
    why: 'Says that failed requests without a trace are the work of the limit.',
  }),
} as const;
