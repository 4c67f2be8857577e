/** Times at which some notifications wait, such as nights. What is given has to hold together. */
export interface MuteTime {
  /** Ranges of a day such as `{ start: '20:00', end: '24:00' }`; one that passes midnight is two. */
  readonly times?: readonly { readonly start: string; readonly end: string }[];
  /** Days such as `saturday` or `monday:friday`. */
  readonly weekdays?: readonly string[];
  /** Days such as `1` or `-3:-1`, for closing books. */
  readonly daysOfMonth?: readonly string[];
  /** Months such as `december` or `6:8`. */
  readonly months?: readonly string[];
  /** IANA name of the time zone. Default UTC. */
  readonly location?: string;
}

/** A named set of times in Alertmanager's configuration. */
export interface TimeInterval {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly weekdays?: readonly string[];
    readonly days_of_month?: readonly string[];
    readonly months?: readonly string[];
    readonly location?: string;
  }[];
}

export function timeInterval(name: string, periods: readonly MuteTime[]): TimeInterval {
  return {
    name,
    time_intervals: periods.map(({ times, weekdays, daysOfMonth, months, location }) => ({
      ...(times === undefined
        ? {}
        : { times: times.map(({ start, end }) => ({ start_time: start, end_time: end })) }),
      ...(weekdays === undefined ? {} : { weekdays }),
      ...(daysOfMonth === undefined ? {} : { days_of_month: daysOfMonth }),
      ...(months === undefined ? {} : { months }),
      ...(location === undefined ? {} : { location }),
    })),
  };
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function muteProblems(path: string, periods: readonly MuteTime[]): string[] {
  if (periods.length === 0) return [`${path} is empty, so it mutes nothing: name a time, or remove it`];
  return periods.flatMap((period, index) => periodProblems(`${path}[${index}]`, period));
}

function periodProblems(path: string, period: MuteTime): string[] {
  const { times = [], weekdays = [], daysOfMonth = [], months = [], location } = period;
  const isAlways = [times, weekdays, daysOfMonth, months].every(({ length }) => length === 0);
  return [
    ...(isAlways
      ? [`${path} holds at any time, so it would mute for ever: name times, weekdays, daysOfMonth or months`]
      : []),
    ...times.flatMap(({ start, end }, index) =>
      CLOCK.test(start) && CLOCK.test(end) && start < end
        ? []
        : [`${path}.times[${index}] is ${start} to ${end}: HH:MM, the start before the end, is needed`],
    ),
    ...weekdays
      .filter((range) => !range.split(':').every((day) => DAYS.includes(day)))
      .map((range) => `${path}.weekdays has "${range}": a day, or two with a colon between, is needed`),
    ...(location === undefined || isZone(location)
      ? []
      : [`${path}.location is "${location}": the IANA name of a time zone is needed, such as Europe/Berlin`]),
  ];
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
