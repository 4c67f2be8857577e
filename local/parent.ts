/** A process that lost its parent is handed to another one at once. */
const POLL_MS = 250;

/**
 * Calls back once if the npm that started this process ends first: npm passes on SIGTERM and SIGINT, but when it is
 * killed the stack would run on unseen. Without npm nothing is watched: whoever detaches a process means to.
 * @returns stops watching
 */
export function onNpmGone(callback: () => void, env: NodeJS.ProcessEnv = process.env): () => void {
  if (env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
