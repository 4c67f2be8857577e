'use strict';

/** How long a command may outlive the npm that started it. */
const LOOK_MS = 500;

/**
 * Ends this process with SIGTERM when the npm (or its shell) that started it is gone: a signal that hits only those would
 * leave a stack running that nobody sees. Started by hand, outliving the shell may well be intended.
 */
function endWithParent(env = process.env) {
  if (env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}

module.exports = { endWithParent };
