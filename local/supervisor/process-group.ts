/** Sends the signal to each process of the group. False if the group has none. */
export function signalGroup(pgid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pgid, signal);
    return true;
  } catch (error) {
    // EPERM: there is a member, but it has changed its user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True while the group has a member. */
export function groupAlive(pgid: number): boolean {
  return signalGroup(pgid, 0);
}
