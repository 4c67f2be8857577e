import type { AlertRule } from '../../alerts';

/** What Prometheus and Alertmanager write where a template went wrong. */
const SLIPS = ['{{', '<no value>', '<error', '%!', 'NaN'];

/** What is wrong with the annotations that arrived for a rule, one line each; empty if nothing is. */
export function textProblems(
  { annotations }: Pick<AlertRule, 'annotations'>,
  received: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(annotations).flatMap(([name, template]) => {
    const text = received[name] ?? '';
    const slip = SLIPS.find((one) => text.includes(one));
    if (slip !== undefined) return [`${name} has "${slip}": ${text}`];
    return filled(template).test(text) ? [] : [`${name} is not that of the rule: "${text}"`];
  });
}

/** Matches the text that a template makes, whatever it puts in. */
function filled(template: string): RegExp {
  const literal = template.split(/\{\{.*?\}\}/s).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.+?')}$`, 's');
}
