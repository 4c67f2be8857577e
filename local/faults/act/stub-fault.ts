import type { Cure, Rig } from '../fault';

/**
 * Lets a process of the example that takes faults misbehave.
 * @param who those that it stands for, where it stands for several; default all of them
 * @throws Error if it does not take the fault
 */
export async function stubFault(
  { stack }: Rig,
  process: string,
  fault: Readonly<Record<string, number>>,
  who = '',
): Promise<Cure> {
  const url = `${stack.at.url(process)}/fault`;
  const call = async (method: string, to: string, body?: object): Promise<void> => {
    const response = await fetch(to, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${to}: ${response.status} ${await response.text()}`);
  };
  await call('POST', who === '' ? url : `${url}/${who}`, fault);
  return () => call('DELETE', url);
}
