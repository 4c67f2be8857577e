import type { StackConfig } from '../../config/schema';
import { cores, mebibytes } from '../../model/quantity';

/** Networks of the stack: its own, and the one that it shares with gateways. */
export type ComposeNetwork = 'observability' | 'gateways';

/** Names of the volumes that data is kept in. */
export type ComposeVolume =
  'prometheus_data' | 'alertmanager_data' | 'tempo_data' | 'loki_data' | 'grafana_data';

export interface HealthCheck {
  readonly test: readonly ['CMD', ...string[]];
  readonly interval: string;
  readonly timeout: string;
  readonly retries: number;
  readonly start_period: string;
}

/** A service of a compose file, with the fields that this project uses. */
export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly working_dir?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly {
    readonly host_ip: string;
    readonly target: number;
    readonly published: string;
  }[];
  readonly volumes?: readonly (
    | { readonly type: 'bind'; readonly source: string; readonly target: string; readonly read_only: true }
    | { readonly type: 'volume'; readonly source: ComposeVolume; readonly target: string }
  )[];
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly depends_on?: Readonly<
    Record<string, { readonly condition: 'service_healthy' | 'service_started' }>
  >;
  readonly healthcheck?: HealthCheck;
  readonly extra_hosts?: readonly string[];
  readonly scale?: number;
  readonly networks: readonly ComposeNetwork[];
  readonly stop_grace_period?: string;
  readonly restart: 'unless-stopped';
  readonly read_only: true;
  readonly tmpfs: readonly string[];
  readonly cap_drop: readonly ['ALL'];
  readonly security_opt: readonly ['no-new-privileges:true'];
  readonly deploy: {
    readonly resources: { readonly limits: { readonly cpus: string; readonly memory: string } };
  };
}

/** What every container of the stack has: no capabilities, a root file system that cannot be written, limits. */
export function confined(share: StackConfig['resources']['collector']) {
  return {
    restart: 'unless-stopped',
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    deploy: {
      resources: {
        limits: { cpus: String(cores(share.cpuLimit)), memory: `${mebibytes(share.memory)}m` },
      },
    },
  } as const satisfies Partial<ComposeService>;
}

/** Loopback only: who is to reach it from elsewhere puts a proxy in front of it. */
const HOST_IP = '127.0.0.1';

/** A port at the same number on this machine. */
export function published(port: number) {
  return { host_ip: HOST_IP, target: port, published: String(port) };
}

/** Replicas of one service that find a free port on this machine. */
const REPLICA_PORTS = 10;

/** A port of a service that may be scaled: each replica takes the first free port of a range. */
export function publishedInRange(port: number) {
  return { host_ip: HOST_IP, target: port, published: `${port}-${port + REPLICA_PORTS - 1}` };
}

/** A health check by a command that the image has. */
export function healthCheck(command: readonly string[], startSeconds: number): HealthCheck {
  return {
    test: ['CMD', ...command],
    interval: '10s',
    timeout: '5s',
    retries: 6,
    start_period: `${startSeconds}s`,
  };
}

/** Compose replaces `$NAME` in values; this keeps a text as it is. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** The same for every value of a map. */
export function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
}
