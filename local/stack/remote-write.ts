import type { StackPlan } from './plan';

/** Service that takes remote writes, where an example asks for it. */
const RECEIVER = 'remote-write-receiver';

/** Base URL of what Prometheus writes its samples to for the long term; undefined if the example has none. */
export function remoteStorageUrl({ example, at }: Pick<StackPlan, 'example' | 'at'>): string | undefined {
  return example.services?.includes(RECEIVER) === true ? at.url(RECEIVER) : undefined;
}

/** What Prometheus sends every sample to: the storage of the example, under the name that it stands in for, and that of the run. */
export function remoteStorages({
  remoteWriteUrl,
  ...plan
}: Pick<StackPlan, 'example' | 'at' | 'remoteWriteUrl'>): readonly {
  readonly name: string;
  readonly url: string;
}[] {
  const own = remoteStorageUrl(plan);
  return [
    ...(own === undefined ? [] : [{ name: 'mimir', url: `${own}/api/v1/write` }]),
    ...(remoteWriteUrl === undefined ? [] : [{ name: 'remote-storage', url: remoteWriteUrl }]),
  ];
}
