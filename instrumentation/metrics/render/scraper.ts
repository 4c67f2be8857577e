import type { Family } from '../family';
import { gzipped } from './compress';
import type { Format } from './format';
import { acceptsGzip, negotiateFormat } from './negotiate';
import { page } from './page';
import { encodeSliced, type SliceOptions } from './sliced';

/** What a scrape shows. */
export interface Scraped {
  readonly families: readonly Family[];
  /** True if another process has the numbers, and shows them itself. */
  readonly isElsewhere?: boolean;
  /** Brings values up to date that are read when somebody asks. Never rejects. */
  collect(): void | Promise<void>;
}

/** A page as it goes over the wire. */
export interface Page {
  readonly contentType: string;
  readonly encoding: 'gzip' | undefined;
  readonly chunks: readonly Buffer[];
}

/** Makes pages of metrics. Scrapes that come while a page of their kind is being made share that page. */
export class Scraper {
  readonly #underway = new Map<string, Promise<Page>>();

  constructor(
    /** What the next page shows. */
    public scraped: Scraped,
    private readonly slicing: SliceOptions = {},
  ) {}

  /** The page that a scraper with these headers wants. Rejects if it takes longer than a scraper would wait. */
  scrape(accept: string | undefined, acceptEncoding: string | undefined): Promise<Page> {
    return this.page(negotiateFormat(accept), acceptsGzip(acceptEncoding));
  }

  /** The page in a format. Rejects if it takes longer than a scraper would wait. */
  page(format: Format, compressed: boolean): Promise<Page> {
    const key = `${format.contentType} ${compressed}`;
    const underway = this.#underway.get(key);
    if (underway !== undefined) return underway;
    const made = this.#make(format, compressed).finally(() => this.#underway.delete(key));
    this.#underway.set(key, made);
    return made;
  }

  async #make(format: Format, compressed: boolean): Promise<Page> {
    const { scraped } = this;
    // Without a wait where there is nothing to wait for: the page then shows the moment in which it was asked for.
    const collecting = scraped.collect();
    if (collecting !== undefined) await collecting;
    const plain = await encodeSliced(page(scraped.families, format), this.slicing);
    return {
      contentType: format.contentType,
      encoding: compressed ? 'gzip' : undefined,
      chunks: compressed ? await gzipped(plain) : plain,
    };
  }
}
