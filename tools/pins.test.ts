import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR_BUILDER, pinOf, TOOL_NAMES, TOOLS, type ToolName, type ToolPin } from './pins';

const PINS: readonly ToolPin[] = [...TOOLS, COLLECTOR_BUILDER];
const file = (pin: ToolPin, name: string): string => join(__dirname, 'modules', pin.module, name);

test.each(PINS)('$name: its module is committed whole', (pin) => {
  expect(existsSync(file(pin, 'go.sum'))).toBe(true);
  expect(readFileSync(file(pin, 'go.mod'), 'utf8')).toMatch(/^go 1\.\d+\.\d+$/m);
});

// Prometheus numbers its Go module apart from its releases: v0.307.3 is 3.7.3.
const moduleVersion = (pin: ToolPin): string =>
  pin.module === 'prometheus'
    ? pin.version.replace(/^(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c) => `v0.${a}0${b}.${c}`)
    : `v${pin.version}`;

test.each(PINS.filter((pin) => pin.generated !== true))(
  '$name: go.mod names its package as a tool and requires the pinned version',
  (pin) => {
    const goMod = readFileSync(file(pin, 'go.mod'), 'utf8');
    expect(goMod).toMatch(new RegExp(`^(tool |\t)${pin.package}$`, 'm'));
    const required = [...goMod.matchAll(/^\t(\S+) (v\S+)/gm)].find(([, path = '']) =>
      `${pin.package}/`.startsWith(`${path}/`),
    );
    expect(required?.[2]).toBe(moduleVersion(pin));
  },
);

test('names are unique, and an unknown one is answered with those that are allowed', () => {
  expect(new Set(TOOL_NAMES).size).toBe(TOOLS.length);
  expect(() => pinOf('jaeger' as ToolName)).toThrow(/Unknown tool "jaeger": allowed are loki, /);
});
