import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOPBACK, leasePorts } from '../../ports';
import type { RunningStack } from '../../running-stack';
import { layoutOf } from '../../stack/layout';
import { createTeardown } from '../../stack/teardown';
import { createSupervisor } from '../../supervisor';
import { neighbourJobs } from './jobs';
import { probeConfig, probePart } from './probe';
import { type RemoteStorage, startRemoteStorage } from './remote-storage';
import { startTarget, type Target } from './target';
import { startTlsServer, type TlsServer } from './tls-server';

/** What stands beside the stack and is none of it: whom Prometheus scrapes and writes to for others. */
export interface Neighbours {
  readonly remoteStorage: RemoteStorage;
  readonly target: Target;
  readonly tls: TlsServer;
  /** Adds their scrape jobs to a stack that was started with the URL of the remote storage. */
  join(stack: RunningStack): Promise<void>;
  close(): Promise<void>;
}

/** Series of the target while all is well. */
export const HEALTHY_SERIES = 10;

/** Days that the certificate has left while all is well. */
export const HEALTHY_DAYS = 90;

/** @throws Error naming the program that is missing, or the PartError of the one that does not start */
export async function startNeighbours(): Promise<Neighbours> {
  const teardown = createTeardown();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'gatewatch-neighbours-'));
    await teardown.add(() => rm(folder, { recursive: true, force: true }));
    const remoteStorage = await startRemoteStorage();
    await teardown.add(remoteStorage.close);
    const target = await startTarget(HEALTHY_SERIES);
    await teardown.add(target.close);
    const tls = await startTlsServer(HEALTHY_DAYS);
    await teardown.add(tls.close);
    const lease = await leasePorts(['probe']);
    await teardown.add(lease.release);
    await writeFile(join(folder, 'probe.yaml'), probeConfig());
    const logs = join(folder, 'logs');
    await mkdir(logs);
    const supervisor = createSupervisor({ logDirectory: logs });
    process.once('exit', supervisor.killNow);
    await teardown.add(async () => {
      await supervisor.stop();
      process.off('exit', supervisor.killNow);
    });
    await supervisor.start([probePart(lease.ports.probe, folder)]);
    const probe = `${LOOPBACK}:${lease.ports.probe}`;
    return {
      remoteStorage,
      target,
      tls,
      join: async ({ directory, endpoints }) => {
        const environment = 'local';
        const jobs = neighbourJobs({ target: target.address, tls: tls.address, probe, environment });
        await writeFile(join(layoutOf(directory).others, 'jobs-neighbours.yaml'), jobs);
        const response = await fetch(`${endpoints.prometheus}/-/reload`, { method: 'POST' });
        if (!response.ok) throw new Error(`Prometheus refuses the jobs: ${await response.text()}`);
      },
      close: teardown.run,
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}
