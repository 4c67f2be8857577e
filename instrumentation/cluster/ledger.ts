import type { Binding } from '../contract';
import { Aggregate } from './aggregate';
import type { Piece } from './message';

/** An aggregate that takes each piece once, whoever tells it and however often. */
export class Ledger {
  readonly aggregate: Aggregate;
  /** Last piece of each process. */
  readonly #seen = new Map<string, number>();

  constructor(binding: Binding, onOverflow: (family: string) => void) {
    this.aggregate = new Aggregate(binding, onOverflow);
  }

  /** Counts a piece; false if it was counted before. */
  take({ from, seq, add }: Piece): boolean {
    if (seq <= (this.#seen.get(from) ?? 0)) return false;
    this.#seen.set(from, seq);
    this.aggregate.add(add);
    return true;
  }

  /** Pieces from which another ledger becomes what this one is. */
  copy(all: (families: Aggregate['families']) => Piece['add']): Piece[] {
    const base: Piece = { from: '', seq: 1, add: all(this.aggregate.families) };
    return [
      base,
      ...[...this.#seen].filter(([from]) => from !== '').map(([from, seq]) => ({ from, seq, add: [] })),
    ];
  }

  /** Forgets a process that has ended: it will tell nothing any more. */
  forget(from: string): void {
    this.#seen.delete(from);
  }
}
