/** Grafana's names of colours in its light theme; the series colours are its classic palette. */
const NAMED: Readonly<Record<string, string>> = {
  green: '#1a7f4b',
  'dark-green': '#37872d',
  'semi-dark-green': '#56a64b',
  'light-green': '#73bf69',
  yellow: '#cf9f02',
  'dark-yellow': '#cc9d00',
  'semi-dark-yellow': '#e0b400',
  orange: '#e0752d',
  'dark-orange': '#c4511d',
  red: '#c4162a',
  'dark-red': '#ad0317',
  'semi-dark-red': '#c4162a',
  blue: '#1f60c4',
  'dark-blue': '#1250b0',
  'semi-dark-blue': '#1f60c4',
  'light-blue': '#5794f2',
  purple: '#8f3bb8',
  gray: '#6e6e6e',
  grey: '#6e6e6e',
  text: '#24292e',
  transparent: 'rgba(0,0,0,0)',
};

const CLASSIC = [
  '#4f9a47',
  '#d0a106',
  '#3b7dd8',
  '#e0752d',
  '#c23b3b',
  '#8f6ac4',
  '#2f8f8f',
  '#a3558f',
  '#6b7a1e',
  '#8a5a3b',
  '#4a6a8a',
  '#b0456b',
];

/** CSS colour of a name or a colour. */
export function colorOf(name: string): string {
  return NAMED[name] ?? name;
}

/** The colour of the series at that place. */
export function seriesColor(index: number): string {
  return CLASSIC[index % CLASSIC.length]!;
}

/** A colour that is the same for a name wherever it shows up. */
export function colorByName(name: string): string {
  const hash = [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7);
  return seriesColor(hash);
}
