import { type Server } from 'node:net';
import { PortError } from './forced';
import { BLOCK_SIZE, leasePorts, type PortLease } from './lease';
import { close, hold, obstacle } from './listen';
import { fixedPortRange } from './range';

const NAMES = ['gateway', 'prometheus', 'tempo'] as const;
const open: { release(): Promise<void> }[] = [];
const lease = async (
  ...args: Parameters<typeof leasePorts<(typeof NAMES)[number]>>
): Promise<PortLease<(typeof NAMES)[number]>> => {
  const leased = await leasePorts(...args);
  open.push(leased);
  return leased;
};
const occupy = async (port: number): Promise<Server> => {
  const server = await hold(port);
  if (typeof server === 'string') throw new Error(`cannot occupy ${port}: ${server}`);
  open.push({ release: () => close(server) });
  return server;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.release()));
});

describe('leasePorts', () => {
  test('gives each name its own free port outside the ephemeral range', async () => {
    const { ports } = await lease(NAMES);
    const values = Object.values(ports);
    expect(new Set(values).size).toBe(NAMES.length);
    for (const port of values) {
      expect(port).toBeGreaterThan(20_000);
      expect(port).toBeLessThan(32_768);
      expect(await obstacle(port)).toBeUndefined();
    }
  });

  test('twenty leases at once share no port', async () => {
    const leases = await Promise.all(Array.from({ length: 20 }, () => lease(NAMES)));
    const ports = leases.flatMap((one) => Object.values(one.ports));
    expect(new Set(ports).size).toBe(20 * NAMES.length);
  });

  test('a block is free again after its release', async () => {
    const range = { first: 21_000, last: 21_000 + BLOCK_SIZE - 1 };
    const first = await leasePorts(NAMES, {}, range);
    await expect(leasePorts(NAMES, {}, range)).rejects.toThrow(/no block of 32 ports/);
    await first.release();
    await lease(NAMES, {}, range);
  });

  test('passes over ports that another program listens on', async () => {
    const range = { first: 22_016, last: 22_016 + BLOCK_SIZE - 1 };
    await occupy(range.first + 1);
    const { ports } = await lease(NAMES, {}, range);
    expect(Object.values(ports)).not.toContain(range.first + 1);
  });

  test('takes a forced port as it is, and never gives it to another name', async () => {
    const range = { first: 23_040, last: 23_040 + BLOCK_SIZE - 1 };
    const { ports } = await lease(NAMES, { tempo: range.first + 1 }, range);
    expect(ports.tempo).toBe(range.first + 1);
    expect(new Set(Object.values(ports)).size).toBe(NAMES.length);
  });

  test('names every forced port that cannot be had, who needs it and what to do', async () => {
    const taken = (await occupy(0)).address() as { port: number };
    const attempt = leasePorts(NAMES, { gateway: taken.port, prometheus: 23_999, tempo: 23_999 });
    await expect(attempt).rejects.toThrow(PortError);
    await expect(attempt).rejects.toThrow(
      new RegExp(
        `port ${taken.port} is wanted for gateway, but something already listens on 127\\.0\\.0\\.1:${taken.port}: stop that.*\n.*23999 is wanted for both prometheus and tempo`,
      ),
    );
  });
});

describe('fixedPortRange', () => {
  test.each([
    ['32768\t60999\n', 32_767],
    ['28000\t60999\n', 27_999],
    ['49152\t65535\n', 32_767],
    ['1024\t65535\n', 32_767],
  ])('ends below the ephemeral range %j', (content, last) => {
    expect(fixedPortRange(() => content)).toEqual({ first: 20_000, last });
  });

  test('takes the usual range where the system does not say', () => {
    const read = (): string => {
      throw new Error('ENOENT');
    };
    expect(fixedPortRange(read).last).toBe(32_767);
  });
});
