import type { EngineEvent, OpType } from '@pulumi/pulumi/automation';

/** How an operation on one object is told, once done and in a preview. */
const DONE: Readonly<Partial<Record<OpType, readonly [done: string, planned: string]>>> = {
  create: ['created', 'would create'],
  'create-replacement': ['created anew', 'would create anew'],
  update: ['updated', 'would update'],
  delete: ['deleted', 'would delete'],
  'delete-replaced': ['deleted the old', 'would delete the old'],
  refresh: ['read', 'would read'],
  import: ['imported', 'would import'],
};

/** Tells what happens, a line at a time; what stays as it is is not mentioned. */
export interface Progress {
  /** The line for an event; undefined for most. */
  line(event: EngineEvent): string | undefined;
}

/**
 * @param preview whether nothing really happens
 * @param now milliseconds of a clock, for the time that each object took
 */
export function progress(preview: boolean, now: () => number): Progress {
  const begun = new Map<string, number>();
  const heard = new Set<string>();
  const once = (text: string | undefined): string | undefined => {
    if (text === undefined || heard.has(text)) return undefined;
    heard.add(text);
    return text;
  };
  return {
    line: ({ resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent }) => {
      if (resourcePreEvent !== undefined) {
        const { metadata, planning } = resourcePreEvent;
        begun.set(metadata.urn, now());
        // A preview ends with the plan: there are no results to wait for.
        return preview || planning === true ? told(metadata.op, metadata.urn, 1) : undefined;
      }
      if (resOutputsEvent !== undefined && !preview) {
        const { op, urn } = resOutputsEvent.metadata;
        const line = told(op, urn, 0);
        return line === undefined ? undefined : `${line}${seconds(now() - (begun.get(urn) ?? now()))}`;
      }
      if (resOpFailedEvent !== undefined) {
        const { op, urn } = resOpFailedEvent.metadata;
        return `  FAILED to ${op} ${nameOf(urn)}`;
      }
      return diagnosticEvent === undefined ? undefined : once(diagnostic(diagnosticEvent));
    },
  };
}

function told(op: OpType, urn: string, tense: 0 | 1): string | undefined {
  const words = DONE[op];
  // Components and providers exist in the state only.
  return words === undefined || !urn.includes('kubernetes:') || urn.includes('pulumi:providers')
    ? undefined
    : `  ${words[tense]} ${nameOf(urn)}`;
}

/** The last part of a URN; ours say kind, namespace and name. */
function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? '' : `  ${(milliseconds / 1000).toFixed(1)} s`;
}

function diagnostic(event: NonNullable<EngineEvent['diagnosticEvent']>): string | undefined {
  // Pulumi sends debugging, too, which its types do not know of.
  if (event.ephemeral === true || !['warning', 'error'].includes(event.severity)) return undefined;
  const about = event.urn === undefined || event.urn === '' ? '' : `${nameOf(event.urn)}: `;
  const text = withoutColors(event.message).trim();
  return text === '' ? undefined : `  ${event.severity}: ${about}${text}`;
}

/** Pulumi marks colours as `<{%reset%}>`. */
function withoutColors(text: string): string {
  return text.replace(/<\{%[^%]*%\}>/g, '');
}
