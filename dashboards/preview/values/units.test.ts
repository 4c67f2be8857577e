import { boards } from '../../boards';
import { presets } from '../../../instrumentation/presets';
import { bind, gatewayJobs } from '../../../instrumentation/contract';
import { panels } from '../../kit/targets';
import { formatValue, knowsUnit } from './units';

describe('formatValue', () => {
  it.each([
    [0.25, 's', '250 ms'],
    [0, 's', '0 s'],
    [90, 's', '1.5 min'],
    [0.0000125, 's', '12.5 µs'],
    [0.034, 'percentunit', '3.4%'],
    [1536, 'bytes', '1.5 KiB'],
    [1234, 'short', '1.23 K'],
    [12.34, 'reqps', '12.3 req/s'],
    [1500, 'ms', '1.5 s'],
    [1e6, 'locale', '1,000,000'],
    [3, 'suffix:apples', '3 apples'],
    [NaN, 's', 'NaN'],
    [Infinity, 's', '∞'],
  ])('writes %d in %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('keeps to the decimals that the panel asks for', () => {
    expect(formatValue(0.12345, 'percentunit', 2)).toBe('12.35%');
  });
});

it('every unit of every board is known', () => {
  const units = Object.values(presets).flatMap((preset) =>
    boards(bind(preset), { runbookBaseUrl: 'https://runbooks.example', gatewayJobs: gatewayJobs(preset) })
      .flatMap(({ model }) => panels(model))
      .flatMap(({ fieldConfig }) => [
        fieldConfig?.defaults.unit,
        ...(fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
          properties.filter(({ id }) => id === 'unit').map(({ value }) => String(value)),
        ),
      ]),
  );
  const unknown = [...new Set(units)].filter((unit) => unit !== undefined && !knowsUnit(unit));
  expect(units.length).toBeGreaterThan(20);
  expect(unknown).toEqual([]);
});
