import type { Seconds } from '../duration';
import { SEVERITIES } from '../rule';
import { leavesOf } from './leaves';
import { matchProblems } from './match';
import { muteProblems } from './mute';
import { isTemplated, type Receiver, receiverProblems } from './notifiers';
import type { Routing } from './routing';

/** What is wrong with the routing, one line each; empty if nothing is. */
export function routingProblems(declared: Routing): readonly string[] {
  const receivers = Object.entries<Receiver>(declared.receivers);
  const { groupWait, groupInterval, repeatInterval } = declared.timing;
  return [
    ...receivers.flatMap(([name, receiver]) => receiverProblems(name, receiver)),
    ...templateProblems(receivers, declared.templateFile),
    ...nameProblems(declared),
    ...(declared.rules ?? []).flatMap(({ match, to }, index) => [
      ...matchProblems(`rules[${index}].match`, match),
      ...(typeof to === 'string' || Object.keys(to).length > 0
        ? []
        : [`rules[${index}].to is empty, so the rule does nothing: name a receiver, or remove the rule`]),
    ]),
    ...muteTimeProblems(declared),
    ...durationProblems('timing.groupWait', groupWait, 0),
    ...durationProblems('timing.groupInterval', groupInterval),
    ...SEVERITIES.flatMap((severity) =>
      durationProblems(`timing.repeatInterval.${severity}`, repeatInterval[severity]),
    ),
    ...durationProblems('deadMansSwitch.repeatInterval', declared.deadMansSwitch.repeatInterval),
    ...limitProblems(declared),
  ];
}

function limitProblems(declared: Routing): string[] {
  const urgent = leavesOf(declared).filter(
    ({ severity, isEscalation }) => severity === 'critical' && !isEscalation,
  );
  return Object.entries(declared.limits ?? {}).flatMap(([name, seconds]) => [
    ...(seconds === undefined ? [] : durationProblems(`limits.${name}`, seconds)),
    ...urgent
      .filter(({ receiver }) => receiver === name)
      .slice(0, 1)
      .map(
        ({ path }) =>
          `limits.${name}: ${path} sends it critical alerts, which must not wait: give those another receiver`,
      ),
  ]);
}

/** Every receiver that is named exists, and every one that exists is named. */
function nameProblems(declared: Routing): string[] {
  const names = Object.keys(declared.receivers);
  const told = [
    ...leavesOf(declared).map(({ path, receiver }) => [path, receiver] as const),
    ['deadMansSwitch.receiver', declared.deadMansSwitch.receiver] as const,
    ...(declared.observers ?? []).map((name, index) => [`observers[${index}]`, name] as const),
  ];
  const limited = Object.keys(declared.limits ?? {}).map((name) => [`limits.${name}`, name] as const);
  const unknown = [...told, ...limited]
    .filter(([, name]) => !names.includes(name))
    .map(([path, name]) => `${path} is "${name}", which is no receiver; there are: ${names.join(', ')}`);
  return [
    ...new Set(unknown),
    ...names
      .filter((name) => !told.some(([, other]) => other === name))
      .map((name) => `receivers.${name} is used by no route: remove it, or route to it`),
  ];
}

function templateProblems(
  receivers: readonly (readonly [string, Receiver])[],
  file: string | undefined,
): string[] {
  if (file !== undefined) {
    return file.startsWith('/') ? [] : [`templateFile is "${file}": an absolute path is needed`];
  }
  return receivers
    .filter(([, receiver]) => receiver.some(isTemplated))
    .map(
      ([name]) =>
        `templateFile is missing, and receivers.${name} has messages: give the path of the template file`,
    );
}

function muteTimeProblems({ muteTimes = {}, mutedBySeverity = {}, rules = [] }: Routing): string[] {
  const used = [
    ...Object.entries(mutedBySeverity).flatMap(([severity, names]) =>
      names.map((name) => [`mutedBySeverity.${severity}`, name] as const),
    ),
    ...rules.flatMap(({ muted = [] }, index) =>
      muted.map((name) => [`rules[${index}].muted`, name] as const),
    ),
  ];
  const names = Object.keys(muteTimes);
  return [
    ...Object.entries(muteTimes).flatMap(([name, periods]) => muteProblems(`muteTimes.${name}`, periods)),
    ...used
      .filter(([, name]) => !names.includes(name))
      .map(([path, name]) => `${path} has "${name}", which is no mute time; there are: ${names.join(', ')}`),
    ...names
      .filter((name) => !used.some(([, other]) => other === name))
      .map((name) => `muteTimes.${name} is used by no route: remove it, or mute a route with it`),
  ];
}

function durationProblems(path: string, seconds: Seconds, least = 0.001): string[] {
  return Number.isFinite(seconds) && seconds >= least
    ? []
    : [`${path} is ${seconds}: a number of seconds from ${least} on is needed`];
}
