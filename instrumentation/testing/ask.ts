/** Requests that go on. */
export interface Asking {
  /** Those that were answered so far. */
  readonly answered: () => number;
  readonly done: Promise<void>;
}

/** Asks `url` with as many clients, until `requests` were sent or it answers no more. */
export function ask(url: string, clients: number, requests = Infinity): Asking {
  let sent = 0;
  let answered = 0;
  const client = async (): Promise<void> => {
    while (sent < requests) {
      sent += 1;
      try {
        await (await fetch(url)).text();
        answered += 1;
      } catch {
        return;
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, client)).then(() => undefined);
  return { answered: () => answered, done };
}
