import type { Figures } from './measure';
import { differences, increases, spread } from './statistics';
import { OURS, type Variant } from './variants';
import { markdown, signed } from './report';

const MIB = 1024 * 1024;

/** A goal and what was measured. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** CPU time that a request may cost on the Express proxy, in microseconds on top of the bare gateway. */
const MICROS = { metricsOnly: 5, tenth: 15, all: 60 } as const;
const TENTH_SHARE = 0.08;
const START_MS = 200;
const START_MIB = 25;

/** The goals for the Express proxy, as far as its variants were measured. They are judged by the medians. */
export function overheadGoals(figures: ReadonlyMap<Variant, Figures>): readonly Goal[] {
  const of = (variant: Variant): Figures | undefined => figures.get(variant);
  const micros = (variant: Variant, limit: number): Goal[] => {
    const figure = of(variant);
    if (figure === undefined) return [];
    const added = spread(differences(figure.cpuMicrosPerRequest, figure.base.cpuMicrosPerRequest)).median;
    return [goal(`${variant.name}: at most +${limit} µs CPU a request`, added, limit, 'µs')];
  };
  const tenth = of(OURS.tenth);
  const share = tenth && spread(increases(tenth.cpuMicrosPerRequest, tenth.base.cpuMicrosPerRequest)).median;
  const ours = Object.values(OURS).flatMap((variant) => of(variant) ?? []);
  const worst = (key: 'startMs' | 'idleRss'): number =>
    Math.max(...ours.map((figure) => spread(differences(figure[key], figure.baseStarts[key])).median));
  return [
    ...micros(OURS.metricsOnly, MICROS.metricsOnly),
    ...micros(OURS.tenth, MICROS.tenth),
    ...micros(OURS.all, MICROS.all),
    ...(share === undefined
      ? []
      : [
          goal(
            `${OURS.tenth.name}: at most +${TENTH_SHARE * 100} % CPU`,
            share * 100,
            TENTH_SHARE * 100,
            '%',
          ),
        ]),
    goal(`start-up: at most +${START_MS} ms in each variant`, worst('startMs'), START_MS, 'ms'),
    goal(`start-up: at most +${START_MIB} MiB in each variant`, worst('idleRss') / MIB, START_MIB, 'MiB'),
  ];
}

/** A Markdown table of goals. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map(({ goal: text, measured, isMet }) => [
    text,
    measured,
    isMet ? 'met' : '**not met**',
  ]);
  return markdown([['goal', 'measured', ''], ...rows]);
}

function goal(text: string, measured: number, limit: number, unit: string): Goal {
  return { goal: text, measured: `${signed(measured)} ${unit}`, isMet: measured <= limit };
}
