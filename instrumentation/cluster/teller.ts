import { randomUUID } from 'node:crypto';
import type { MetricsRegistry } from '../metrics/registry';
import { gaugeValues, Increments, type GaugeValue } from './increments';
import type { Piece } from './message';

/** Tells what this process counts, piece by piece, each of them until somebody has counted it. */
export class Teller {
  readonly id = randomUUID();
  readonly #increments = new Increments();
  #seq = 0;
  #uncounted: Piece[] = [];

  constructor(private readonly registry: Pick<MetricsRegistry, 'families' | 'collect'>) {}

  /** Pieces that nobody has counted so far, the oldest first. */
  get uncounted(): readonly Piece[] {
    return this.#uncounted;
  }

  /** What came since the last piece, as a piece of its own; undefined if nothing did. */
  next(): Piece | undefined {
    const add = this.#increments.since(this.registry.families);
    if (add.length === 0) return undefined;
    this.#seq += 1;
    const piece = { from: this.id, seq: this.#seq, add };
    this.#uncounted.push(piece);
    return piece;
  }

  /** Brings what is read on demand up to date; then the pieces are complete, and gauges as they are now. */
  async collect(): Promise<GaugeValue[]> {
    await this.registry.collect();
    return gaugeValues(this.registry.families);
  }

  counted(seq: number): void {
    this.#uncounted = this.#uncounted.filter((piece) => piece.seq > seq);
  }
}
