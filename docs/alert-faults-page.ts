import { DETECTED_WITHIN, DEFAULT_TIMING, secondsToDetect } from '../alerts';
import { presets } from '../instrumentation/presets';
import { faultsOf } from '../local/faults';
import { groupsOf } from './alerts-page';

/** Intervals of a stack, unless it names others. */
const INTERVALS = { scrapeIntervalSeconds: 30, evaluationIntervalSeconds: 30 };

/** Which fault provokes each alert of a preset in `npm run prove:alerts`, and how soon a critical one is told of. */
export function alertFaultsPage(): string {
  return [
    '# Faults that prove the alerts',
    '',
    'In `npm run prove:alerts` each fault is brought about in the running example or stack from outside: upstream, network,',
    'process, disk, clock or load. Every alert beside it has to become pending, fire, arrive at the webhook and at Slack,',
    'PagerDuty or mail with its text, and resolve there, each within its computed time; rules run with their durations',
    'divided one by one. "Told after" is computed with durations as declared, from the begin of a total fault until the',
    `first message: scrapes and evaluations every ${INTERVALS.scrapeIntervalSeconds} s, and Alertmanager's wait. What takes longer than`,
    `${DETECTED_WITHIN / 60} minutes is marked: the system's own text asks for its time, or the objective allows it.`,
    ...Object.keys(presets).flatMap((name) => ['', ...section(name)]),
  ].join('\n');
}

function section(name: string): readonly string[] {
  const preset = presets[name];
  if (preset === undefined) return [];
  const rules = groupsOf(preset).flatMap((group) => group.rules);
  const { faults, unprovable = [] } = faultsOf(name);
  const rows = rules.flatMap((rule) => {
    const own = faults.filter(({ proves }) => proves.some(({ alert }) => alert === rule.alert));
    const told = secondsToDetect(rule, INTERVALS, DEFAULT_TIMING.groupWait);
    const excuse = unprovable.find(({ alert }) => alert === rule.alert);
    if (own.length === 0 && excuse === undefined) return [];
    const what =
      excuse === undefined ? own.map((fault) => fault.name).join('; ') : `not provoked: ${excuse.reason}`;
    const mark = told >= DETECTED_WITHIN ? ' (!)' : '';
    return [
      `| ${rule.alert} | ${rule.labels.severity} | ${what} | ${rule.labels.severity === 'critical' ? `${Math.ceil(told)} s${mark}` : ''} |`,
    ];
  });
  return [
    `## Preset ${name}`,
    '',
    '| Alert | Severity | Fault | Told after |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
}
