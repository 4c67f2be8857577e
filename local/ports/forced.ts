import { obstacle } from './listen';

/** One or more ports that the user named cannot be used. Its message has a line for each. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

/** @throws PortError unless every forced port is named once and can be listened on. */
export async function checkForced(forced: Readonly<Partial<Record<string, number>>>): Promise<void> {
  const wanted = Object.entries(forced).filter((entry): entry is [string, number] => entry[1] !== undefined);
  const problems = await Promise.all(
    wanted.map(async ([name, port], i) => {
      const earlier = wanted.slice(0, i).find(([, other]) => other === port);
      if (earlier !== undefined) {
        return `port ${port} is wanted for both ${earlier[0]} and ${name}: give each its own`;
      }
      const code = await obstacle(port);
      return code === undefined ? undefined : explain(name, port, code);
    }),
  );
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new PortError(found.join('\n'));
}

function explain(name: string, port: number, code: string): string {
  const wanted = `port ${port} is wanted for ${name}`;
  if (code === 'EADDRINUSE') {
    return `${wanted}, but something already listens on 127.0.0.1:${port}: stop that, name another port, or leave out --port ${name}=${port} and a free one is chosen`;
  }
  if (code === 'EACCES') {
    return `${wanted}, but this user may not listen on it: name a port from 1024 on, or leave out --port ${name}=${port} and a free one is chosen`;
  }
  return `${wanted}, but 127.0.0.1:${port} cannot be listened on (${code}): name another port`;
}
