import type { Kubectl } from './kubectl';

const SAMPLE = /^container_memory_working_set_bytes\{([^}]*)\} (\S+)/gm;
const INTERVAL_MS = 5000;
const MEBIBYTE = 1024 * 1024;

/** Watches what the pods of some namespaces take. */
export interface MemoryWatch {
  /** The largest sum that was seen, and the largest of each pod; MiB. */
  peak(): { readonly total: number; readonly byPod: Readonly<Record<string, number>> };
  stop(): Promise<void>;
}

export function watchMemory(kubectl: Kubectl, namespaces: readonly string[]): MemoryWatch {
  let total = 0;
  const byPod = new Map<string, number>();
  const look = async (): Promise<void> => {
    const [node] = await kubectl.list('nodes');
    const path = `/api/v1/nodes/${node?.metadata.name ?? ''}/proxy/metrics/cadvisor`;
    const now = workingSets(await kubectl.run(['get', '--raw', path]), namespaces);
    total = Math.max(
      total,
      [...now.values()].reduce((sum, one) => sum + one, 0),
    );
    for (const [pod, mebibytes] of now) byPod.set(pod, Math.max(byPod.get(pod) ?? 0, mebibytes));
  };
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A look that fails is one look less: the pods are what is proven, not the looking.
    running = running.then(look).catch(() => undefined);
  }, INTERVAL_MS);
  return {
    peak: () => ({ total, byPod: Object.fromEntries([...byPod].sort()) }),
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** MiB by pod in the metrics of the kubelet: the control group of the whole pod, which names no container. */
export function workingSets(metrics: string, namespaces: readonly string[]): Map<string, number> {
  const byPod = new Map<string, number>();
  for (const [, labels = '', value = ''] of metrics.matchAll(SAMPLE)) {
    const label = (name: string): string => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? '';
    if (label('container') !== '' || !namespaces.includes(label('namespace'))) continue;
    byPod.set(label('pod'), (byPod.get(label('pod')) ?? 0) + Number(value) / MEBIBYTE);
  }
  return byPod;
}
