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

/** What is wrong with a message that tells of an alert of a rule; empty if nothing is. */
export function messageProblems(
  { annotations: { summary, description, runbook_url: runbook } }: Pick<AlertRule, 'annotations'>,
  message: string,
): readonly string[] {
  const slip = SLIPS.find((one) => message.includes(one));
  return [
    ...(slip === undefined ? [] : [`has "${slip}": ${message}`]),
    ...[summary, description, runbook]
      .filter((wanted) => !filled(wanted, false).test(message))
      .map((wanted) => `does not say "${wanted}": ${message}`),
  ];
}

/** Matches the text that a template makes, whatever it puts in. */
function filled(template: string, isAll = true): RegExp {
  const literal = template.split(/\{\{.*?\}\}/s).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = literal.join('.+?');
  return new RegExp(isAll ? `^${pattern}$` : pattern, 's');
}
