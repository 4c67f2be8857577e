/** Reads the fields of a document and collects what is wrong with it, so that all of it is told at once. */
export class Fields {
  constructor(
    private readonly value: unknown,
    readonly path: string,
    readonly problems: string[],
    private readonly known: readonly string[],
  ) {
    if (!isObject(value)) {
      problems.push(`${path} is ${shown(value)}: an object is needed`);
      return;
    }
    for (const name of Object.keys(value).filter((key) => !known.includes(key))) {
      problems.push(`${this.at(name)} is not supported; supported here: ${known.join(', ')}`);
    }
  }

  /** The object below a field; one without fields if there is none, which is a problem unless it is optional. */
  object(name: string, known: readonly string[], isOptional = false): Fields {
    const value = this.raw(name);
    return new Fields(value === undefined && isOptional ? {} : value, this.at(name), this.problems, known);
  }

  /** The only entry of a list. */
  only(name: string, known: readonly string[]): Fields {
    const value = this.raw(name);
    const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
    if (first === undefined || others.length > 0) {
      this.problems.push(`${this.at(name)} is ${shown(value)}: a list with exactly one entry is needed`);
    }
    return new Fields(first ?? {}, `${this.at(name)}[0]`, this.problems, known);
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  text(name: string, allowed?: readonly string[]): string {
    const value = this.raw(name);
    const isOne = typeof value === 'string' && (allowed === undefined || allowed.includes(value));
    if (isOne) return value;
    this.problem(name, allowed === undefined ? 'a text is needed' : `supported: ${allowed.join(', ')}`);
    return '';
  }

  number(name: string): number {
    const value = this.raw(name);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.problem(name, 'a number is needed');
    return NaN;
  }

  /** The field is exactly this value. */
  exactly(name: string, wanted: string | number | boolean): void {
    if (this.raw(name) !== wanted) this.problem(name, `only ${JSON.stringify(wanted)} is supported`);
  }

  problem(name: string, needed: string): void {
    this.problems.push(`${this.at(name)} is ${shown(this.raw(name))}: ${needed}`);
  }

  private raw(name: string): unknown {
    return isObject(this.value) ? this.value[name] : undefined;
  }

  private at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
