import type { Ledgers } from '../../examples/frame';
import { getJson } from '../clients/json';
import type { RunningStack } from '../running-stack';

/** What the processes that keep a ledger have written down so far. */
export async function stubLedgers({ example, at }: RunningStack): Promise<Ledgers['stub']> {
  const keepers = example.processes.filter(({ ledgerPath }) => ledgerPath !== undefined);
  const stubs = new Map(
    await Promise.all(
      keepers.map(
        async ({ name, ledgerPath = '' }) =>
          [name, await getJson<unknown>(at.url(name) + ledgerPath)] as const,
      ),
    ),
  );
  return (name) => {
    if (stubs.has(name)) return stubs.get(name);
    throw new Error(
      `process "${name}" declares no ledgerPath; those that do: ${[...stubs.keys()].join(', ')}`,
    );
  };
}
