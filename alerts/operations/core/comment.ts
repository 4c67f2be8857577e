import type { HoldKind } from './events';

/** First word of the comment, for those who read silences in Alertmanager or karma. */
const WORD: Readonly<Record<HoldKind, string>> = { acknowledge: 'ACK', suppress: 'SUPPRESS' };

/** Which hold a silence stands for. Alertmanager 0.28 gives silences no annotations, so the comment carries it. */
export interface SilenceMark {
  readonly kind: HoldKind;
  readonly fingerprint: string;
  readonly action: string;
  readonly note: string;
}

const MARKED =
  /^(?:ACK|SUPPRESS) by [^\n]*?(?:: ([^\n]*))? \[gatewatch (acknowledge|suppress) ([0-9a-f]{16}) ([0-9a-z-]{1,64})\]$/;

/** The comment of a silence; it begins with `ACK` for an acknowledgement, and names its author. */
export function silenceComment(by: string, { kind, fingerprint, action, note }: SilenceMark): string {
  const said = note === '' ? '' : `: ${note}`;
  return `${WORD[kind]} by ${by}${said} [gatewatch ${kind} ${fingerprint} ${action}]`;
}

/** The hold of a comment; undefined for a silence of somebody else. */
export function silenceMark(comment: string): SilenceMark | undefined {
  const [, note = '', kind, fingerprint, action] = MARKED.exec(comment) ?? [];
  if (kind === undefined || fingerprint === undefined || action === undefined) return undefined;
  return { kind: kind as HoldKind, fingerprint, action, note };
}
