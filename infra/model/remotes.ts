import type { StackConfig } from '../config/schema';

/** Something that parts of the stack connect to and that the stack does not run. */
export interface Remote {
  /** Says what it is, unique in a stack, e.g. `remote write mimir`. */
  readonly name: string;
  readonly url: string;
  readonly pods?:
    | {
        readonly namespace: string;
        readonly labels: Readonly<Record<string, string>>;
        readonly port?: number | undefined;
      }
    | undefined;
  /** Address ranges, where it is no pod. */
  readonly addresses: readonly string[];
}

/** The stores that Prometheus writes to. */
export function remoteWrites({ remoteWrite }: Pick<StackConfig, 'remoteWrite'>): readonly Remote[] {
  return remoteWrite.map(({ name, url, pods, addresses }) => ({
    name: `remote write ${name}`,
    url,
    pods,
    addresses,
  }));
}

/** Everything outside of the stack that it has a URL for. */
export function remotesOf(config: StackConfig): readonly Remote[] {
  return remoteWrites(config);
}

/** Port of the pods or of the host that a remote is. */
export function remotePort({ url, pods }: Pick<Remote, 'url' | 'pods'>): number {
  const { port, protocol } = new URL(url);
  return pods?.port ?? (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));
}
