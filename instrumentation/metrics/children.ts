/**
 * Cache of one child per tuple of label values, as a tree of maps: a lookup allocates nothing and joins no strings,
 * which is what keeps recording cheap on the request path.
 */
export class Children<Child> {
  readonly #depth: number;
  readonly #root: Branch<Child> = new Map();

  /** @param depth number of labels; 0 for a metric without labels, which has exactly one child */
  constructor(depth: number) {
    this.#depth = depth;
  }

  /** The child of the label values that `labels` holds under `keys`, or undefined. */
  find(keys: readonly string[], labels: Readonly<Record<string, string>>): Child | undefined {
    let branch = this.#root;
    for (let level = 0; level < this.#depth - 1; level++) {
      const next = branch.get(labels[keys[level] as string] as string);
      if (next === undefined) return undefined;
      branch = next as Branch<Child>;
    }
    const last = this.#depth === 0 ? '' : (labels[keys[this.#depth - 1] as string] as string);
    return branch.get(last) as Child | undefined;
  }

  /** Stores the child of these label values, in the order of the keys. */
  add(values: readonly string[], child: Child): void {
    let branch = this.#root;
    for (const value of values.slice(0, -1)) {
      let next = branch.get(value) as Branch<Child> | undefined;
      if (next === undefined) branch.set(value, (next = new Map()));
      branch = next;
    }
    const last = values.at(-1) ?? '';
    branch.set(last, child);
  }

  /** Takes the child of these label values away, if there is one. */
  remove(values: readonly string[]): void {
    let branch: Branch<Child> | undefined = this.#root;
    for (const value of values.slice(0, -1)) branch = branch?.get(value) as Branch<Child> | undefined;
    branch?.delete(values.at(-1) ?? '');
  }
}

type Branch<Child> = Map<string, Branch<Child> | Child>;
