import { spawn } from 'node:child_process';

/** Kills the process groups it was told of, if this process ends without having stopped them itself. */
export interface Watchdog {
  watch(pgid: number): void;
  forget(pgid: number): void;
  /** Ends the watchdog; groups that were not forgotten are killed. */
  close(): Promise<void>;
}

// A plain shell reads one line for each group (`+ PGID`, `- PGID`). The end of its input means that the supervisor is
// gone, in whatever way: what is left then gets SIGTERM, and after 5 s SIGKILL. It costs about 1 MB.
const SCRIPT = `
trap '' INT TERM HUP
groups=' '
while read -r op pgid; do
  case $op in
    +) groups="$groups$pgid " ;;
    -) groups="\${groups%% $pgid *} \${groups#* $pgid }" ;;
  esac
done
for pgid in $groups; do kill -TERM "-$pgid" 2>/dev/null; done
for wait in 1 2 3 4 5; do
  left=
  for pgid in $groups; do kill -0 "-$pgid" 2>/dev/null && left=yes; done
  [ -z "$left" ] && exit 0
  sleep 1
done
for pgid in $groups; do kill -KILL "-$pgid" 2>/dev/null; done
exit 0
`;

/** Starts the watchdog in a session of its own, so that neither Ctrl-C nor a closed terminal ends it. */
export function startWatchdog(): Watchdog {
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // Without a shell, or with one that was killed, the stack works all the same.
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (line: string): void => {
    if (child.stdin.writable) child.stdin.write(`${line}\n`);
  };
  return {
    watch: (pgid) => tell(`+ ${pgid}`),
    forget: (pgid) => tell(`- ${pgid}`),
    close: () => {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}
