/** Text for a number in a Grafana unit. */
type Format = (value: number, decimals: number | undefined) => string;

const SECONDS: readonly Scale[] = [
  [1e-9, 'ns'],
  [1e-6, 'µs'],
  [1e-3, 'ms'],
  [1, 's'],
  [60, 'min'],
  [3600, 'h'],
  [86_400, 'd'],
  [604_800, 'week'],
];
const BYTES: readonly Scale[] = [0, 1, 2, 3, 4, 5].map((power) => [
  1024 ** power,
  ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'][power]!,
]);
const DECIMAL_BYTES: readonly Scale[] = [0, 1, 2, 3, 4, 5].map((power) => [
  1000 ** power,
  ['B', 'kB', 'MB', 'GB', 'TB', 'PB'][power]!,
]);
const COUNT: readonly Scale[] = [
  [1, ''],
  [1e3, 'K'],
  [1e6, 'Mil'],
  [1e9, 'Bil'],
  [1e12, 'Tri'],
];

/** Size of a step in the base unit, and its name. */
type Scale = readonly [size: number, suffix: string];

const perSecond = (suffix: string): Format => {
  const count = scaled(COUNT);
  return (value, decimals) => `${count(value, decimals)} ${suffix}`;
};

const FORMATS: Readonly<Record<string, Format>> = {
  none: plain,
  '': plain,
  short: scaled(COUNT),
  locale: (value) => value.toLocaleString('en-US'),
  percent: (value, decimals) => `${plain(value, decimals)}%`,
  percentunit: (value, decimals) => `${plain(value * 100, decimals)}%`,
  s: scaled(SECONDS, ' '),
  ms: from(1e-3, scaled(SECONDS, ' ')),
  µs: from(1e-6, scaled(SECONDS, ' ')),
  ns: from(1e-9, scaled(SECONDS, ' ')),
  m: from(60, scaled(SECONDS, ' ')),
  h: from(3600, scaled(SECONDS, ' ')),
  d: from(86_400, scaled(SECONDS, ' ')),
  dtdurations: scaled(SECONDS, ' '),
  clocks: scaled(SECONDS, ' '),
  bytes: scaled(BYTES, ' '),
  decbytes: scaled(DECIMAL_BYTES, ' '),
  kbytes: from(1024, scaled(BYTES, ' ')),
  mbytes: from(1024 ** 2, scaled(BYTES, ' ')),
  binBps: (value, decimals) => `${scaled(BYTES, ' ')(value, decimals)}/s`,
  Bps: (value, decimals) => `${scaled(DECIMAL_BYTES, ' ')(value, decimals)}/s`,
  reqps: perSecond('req/s'),
  ops: perSecond('ops/s'),
  eps: perSecond('evt/s'),
  rps: perSecond('rd/s'),
  wps: perSecond('wr/s'),
  cps: perSecond('c/s'),
  mps: perSecond('msg/s'),
  reqpm: perSecond('req/min'),
  opm: perSecond('ops/min'),
  cpm: perSecond('c/min'),
  epm: perSecond('evt/min'),
  currencyUSD: (value, decimals) => `$${scaled(COUNT)(value, decimals)}`,
  currencyEUR: (value, decimals) => `€${scaled(COUNT)(value, decimals)}`,
  bool: (value) => (value === 0 ? 'False' : 'True'),
  bool_yes_no: (value) => (value === 0 ? 'No' : 'Yes'),
  bool_on_off: (value) => (value === 0 ? 'Off' : 'On'),
  dateTimeAsIso: (value) => new Date(value).toISOString().slice(0, 19).replace('T', ' '),
  dateTimeAsSystem: (value) => new Date(value).toISOString().slice(0, 19).replace('T', ' '),
  dateTimeFromNow: (value) => new Date(value).toISOString().slice(0, 19).replace('T', ' '),
  string: (value) => String(value),
};

/** True if {@link formatValue} knows the unit; of another one it shows the name behind the number. */
export function knowsUnit(unit: string): boolean {
  return FORMATS[unit] !== undefined || /^(suffix|prefix|si|currency):/.test(unit);
}

/**
 * A number as Grafana writes it in that unit.
 * @param decimals digits behind the point; as many as tell values of this size apart by default
 */
export function formatValue(value: number, unit = 'none', decimals?: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const format = FORMATS[unit];
  if (format !== undefined) return format(value, decimals).trim();
  const [, kind, text] = /^(suffix|prefix|si|currency):(.*)$/.exec(unit) ?? [];
  if (kind === 'prefix' || kind === 'currency') return `${text}${plain(value, decimals)}`;
  return `${scaled(COUNT)(value, decimals)} ${text ?? unit}`;
}

function plain(value: number, decimals: number | undefined): string {
  if (decimals !== undefined) return value.toFixed(decimals);
  const size = Math.abs(value);
  if (size === 0) return '0';
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return size < 0.001 ? value.toPrecision(2) : String(Number(value.toFixed(digits)));
}

function scaled(scales: readonly Scale[], space = ''): Format {
  return (value, decimals) => {
    const size = Math.abs(value);
    if (size === 0) {
      const unit = scales.find(([step]) => step === 1);
      return `0${space}${unit?.[1] ?? ''}`;
    }
    const [step, suffix] = scales.findLast(([each]) => size >= each) ?? scales[0]!;
    return `${plain(value / step, decimals)}${suffix === '' ? '' : ` ${suffix}`}`;
  };
}

function from(size: number, format: Format): Format {
  return (value, decimals) => format(value * size, decimals);
}
