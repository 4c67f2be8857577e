/** A total that somebody else counts, followed from reading to reading. */
export class Total {
  #counted = 0;

  /**
   * What came on top since the last reading. A total that has fallen counts from 0: its owner has begun anew.
   * @throws TypeError if the total is no finite number from 0 on; it is then as if it had not been read
   */
  rise(total: number): number {
    if (!Number.isFinite(total) || total < 0) {
      throw new TypeError(`a total cannot be ${total}: a finite number from 0 on is needed`);
    }
    const rise = total < this.#counted ? total : total - this.#counted;
    this.#counted = total;
    return rise;
  }
}
