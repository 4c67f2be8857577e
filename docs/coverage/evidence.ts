/** Kinds of evidence. Each is checked by machine against the thing itself, never just asserted. */
export const EVIDENCE_KINDS = {
  metric: 'a metric of the contract that the preset binds as demanded, with samples in the last recorded run',
  endpoint: 'an endpoint of the preset, which answered as demanded in the last recorded run',
  route: "an ordinary route of the example's gateway, which answered as demanded in the last recorded run",
  seed: 'a check that the text lists for its readers, which passed in the last recorded run',
  job: 'a scrape job of the preset at that interval, up in the last recorded run',
  resource: 'a resource attribute on spans of the last recorded run',
  span: 'an attribute on spans of the last recorded run',
  log: 'a key of a log line of the last recorded run',
  loki: 'a value of the Loki label `job` in the last recorded run',
  check: 'a live check that passed in the last recorded run',
  guide:
    'a section of a guide, as FILE#TITLE, whose every command and query was carried out in the last recorded run',
  alert: 'a rule of the preset, loaded and healthy in the last recorded run',
  record: 'a recording rule of the preset, which had a sample in the last recorded run',
  panel: 'a panel of a board, whose queries returned data in the last recorded run',
  variable: 'a variable of the preload',
  setting: 'a key of the stack configuration',
  symbol: 'an exported name, as FILE#NAME',
  test: 'a test, as FILE#part of its title',
  goal: 'a goal of bench/RESULTS.md that the last benchmark met',
  file: 'a file, as FILE or FILE#text that it has',
} as const;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** One piece of evidence, e.g. `check:ledger` or `test:e2e/prove/scrape.test.ts#concurrent`. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly reference: string;
}

/** What checking a piece of evidence gave. */
export interface Verdict {
  readonly evidence: Evidence;
  /** Why it does not hold; undefined if it does. */
  readonly problem: string | undefined;
  /** The live check that shows it, where there is one. */
  readonly live: string | undefined;
}

/**
 * Reads evidence as it is written in a table: pieces separated by ` ; `.
 * @throws Error naming the piece that is not of the form `kind:reference`, or whose kind is unknown
 */
export function parseEvidence(text: string): readonly Evidence[] {
  return text.split(' ; ').map((piece) => {
    const [, kind = '', reference = ''] = /^([a-z]+):(.+)$/.exec(piece.trim()) ?? [];
    if (kind in EVIDENCE_KINDS) return { kind: kind as EvidenceKind, reference };
    throw new Error(
      `evidence "${piece}" must be KIND:REFERENCE with one of: ${Object.keys(EVIDENCE_KINDS).join(', ')}`,
    );
  });
}

export function evidenceText({ kind, reference }: Evidence): string {
  return `${kind}:${reference}`;
}
