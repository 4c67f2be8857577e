import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EndpointAnswer } from '../proofs/endpoints';
import type { LogForm } from './log-form';
import { ROOT } from '../stack/layout';

/**
 * What the last check of a preset saw on the real thing, as the coverage tables cite it. It holds nothing that differs
 * from run to run, so that recording again without a change gives the same bytes.
 */
export interface RunRecord {
  readonly preset: string;
  /** {@link presetVersion} of what ran. */
  readonly version: string;
  /** Checks by id, those that the text lists included: whether they passed. */
  readonly checks: Readonly<Record<string, boolean>>;
  /** Families with samples, all their labels and all their buckets. */
  readonly families: readonly string[];
  readonly endpoints: readonly EndpointAnswer[];
  /** Answers of the gateway's ordinary routes in the scenario, each route, status and content type once. */
  readonly routes?: readonly EndpointAnswer[];
  /** Series of recording rules that had a sample. */
  readonly recorded?: readonly string[];
  /** Sections of guides whose commands and queries were carried out, each with their hash. */
  readonly guides?: Readonly<Record<string, string>>;
  /** Scrape jobs with a target that was up. */
  readonly jobs: readonly string[];
  /** Resource attributes of the gateway's spans: those that the preset fixes with their values, others without. */
  readonly resource: Readonly<Record<string, string>>;
  /** Names of attributes on spans of the gateway. */
  readonly spanAttributes: readonly string[];
  /** Keys of a line that the gateway logged during a request. */
  readonly logKeys: readonly string[];
  /** What the values of those keys are, as far as it can be told from one of them. */
  readonly logForms?: Readonly<Record<string, LogForm>>;
  /** Panels whose queries all returned data, with the versions that {@link panelVersions} gives. */
  readonly panels?: Readonly<Record<string, string>>;
  /** Values of the Loki label `job`. */
  readonly lokiJobs: readonly string[];
}

/** File that keeps the record of a preset. */
export function recordFile(preset: string): string {
  return join(ROOT, 'docs', 'coverage', 'runs', `${preset}.json`);
}

/** The record of a preset; undefined if no run was recorded. */
export async function readRecord(preset: string): Promise<RunRecord | undefined> {
  const text = await readFile(recordFile(preset), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RunRecord);
}

/** Keeps the record; returns its file. */
export async function writeRecord(record: RunRecord): Promise<string> {
  const file = recordFile(record.preset);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
  return file;
}
