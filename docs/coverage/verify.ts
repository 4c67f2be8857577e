import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricId } from '../../instrumentation/contract';
import { guidesOf } from '../../local/guides/guide';
import { CHECKS } from '../../local/proofs/checks';
import type { EndpointAnswer } from '../../local/proofs/endpoints';
import { LOG_FORMS } from '../../local/record/log-form';
import { SEED_CHECKS } from '../../local/verify/checks';
import { seedCheckKey } from '../../local/verify/seed-check';
import { endpointDemand } from '../requirements/demand';
import type { Requirement } from '../requirements/ledger';
import { demandedFields } from './demanded-fields';
import type { Evidence, EvidenceKind, Verdict } from './evidence';
import { answer } from './metric-problem';
import { goalProblem } from './goal';
import type { PresetFacts } from './preset-facts';

const ROOT = join(__dirname, '..', '..');
const RESULTS = join(ROOT, 'bench', 'RESULTS.md');

type Verify = (facts: PresetFacts, requirement: Requirement, reference: string) => Omit<Verdict, 'evidence'>;

/** Checks one piece of evidence for a requirement. */
export function verify(facts: PresetFacts, requirement: Requirement, evidence: Evidence): Verdict {
  return { evidence, ...VERIFY[evidence.kind](facts, requirement, evidence.reference) };
}

const VERIFY: Readonly<Record<EvidenceKind, Verify>> = {
  metric: (facts, requirement, reference) => {
    const metric = facts.binding.get(reference as MetricId);
    if (metric === undefined) return missing(`the preset binds no metric "${reference}"`);
    const { family, problem } = answer(metric, requirement);
    return problem !== undefined
      ? missing(problem)
      : live(facts, 'metrics', (record) =>
          record.families.includes(family?.name ?? '') ? undefined : `${family?.name} had no complete sample`,
        );
  },
  endpoint: (facts, { demand }, reference) => {
    const declared = facts.preset.endpoints?.find(({ method, path }) => `${method} ${path}` === reference);
    if (declared === undefined) return missing(`the preset has no endpoint ${reference}`);
    return live(facts, 'endpoints', ({ endpoints }) => answerProblem(endpoints, reference, demand));
  },
  route: (facts, { demand }, reference) =>
    live(facts, 'scenario', ({ routes = [] }) => answerProblem(routes, reference, demand)),
  seed: (facts, _, reference) =>
    (SEED_CHECKS[facts.preset.name] ?? []).some(({ id }) => id === reference)
      ? live(facts, seedCheckKey(reference), () => undefined)
      : missing(`the text lists no check "${reference}"`),
  job: (facts, { demand }, reference) => {
    const job = facts.preset.scrape?.jobs.find(({ name }) => name === reference);
    if (job === undefined) return missing(`the preset has no job ${reference}`);
    if (!demand.includes(`${job.path} every ${job.interval}`)) {
      return missing(`the job scrapes ${job.path} every ${job.interval}`);
    }
    return live(facts, 'targets', ({ jobs }) =>
      jobs.includes(reference) ? undefined : `no target of ${reference} was up`,
    );
  },
  resource: (facts, { demand }, reference) => {
    const value = /= (\S+)$/.exec(demand)?.[1];
    return live(facts, 'trace', ({ resource }) => {
      const found = resource[reference];
      if (found === undefined) return `spans had no resource attribute ${reference}`;
      return value === undefined || found === value ? undefined : `it was "${found}"`;
    });
  },
  span: (facts, _, reference) =>
    live(facts, 'trace', ({ spanAttributes }) =>
      spanAttributes.includes(reference) ? undefined : `no span had the attribute ${reference}`,
    ),
  log: (facts, { demand }, reference) =>
    live(facts, 'logs', ({ logKeys, logForms = {} }) => {
      if (!logKeys.includes(reference)) return `the log line had no key ${reference}`;
      const wanted = LOG_FORMS.find((form) => demand.includes(form));
      const found = logForms[reference];
      return wanted === undefined || found === wanted ? undefined : `its value was ${found}, not ${wanted}`;
    }),
  loki: (facts, _, reference) =>
    live(facts, 'logs', ({ lokiJobs }) =>
      lokiJobs.includes(reference) ? undefined : `Loki had no line with job="${reference}"`,
    ),
  check: (facts, _, reference) =>
    reference in CHECKS
      ? live(facts, reference, () => undefined)
      : missing(`there is no live check "${reference}"`),
  guide: (facts, _, reference) => {
    const section = guidesOf(facts.preset.name).find(({ name }) => name === reference);
    return section === undefined
      ? missing(`no guide of the preset has a section ${reference} with something to run`)
      : live(facts, 'guides', ({ guides = {} }) =>
          guides[reference] === section.hash ? undefined : `${reference} was not carried out as it is now`,
        );
  },
  alert: (facts, _, reference) =>
    facts.alerts.has(reference)
      ? live(facts, 'rules', () => undefined)
      : missing(`the preset has no rule ${reference}`),
  record: (facts, _, reference) =>
    facts.records.has(reference)
      ? live(facts, 'rules', ({ recorded = [] }) =>
          recorded.includes(reference) ? undefined : `${reference} had no sample`,
        )
      : missing(`the preset has no recording rule ${reference}`),
  panel: (facts, _, reference) => {
    const version = facts.panels[reference];
    if (version === undefined) return missing(`there is no panel ${reference}`);
    return live(facts, 'panels', ({ panels = {} }) => {
      if (panels[reference] === undefined) return `the panel ${reference} was not there`;
      return panels[reference] === version ? undefined : `the panel ${reference} asked something else`;
    });
  },
  variable: ({ variables }, _, reference) =>
    variables.has(reference) ? HOLDS : missing(`the preload has no variable ${reference}`),
  setting: ({ settings }, _, reference) =>
    settings.includes(`\`gatewatch:${reference}\``) ? HOLDS : missing(`there is no setting ${reference}`),
  symbol: (_facts, _, reference) =>
    inFile(reference, (name) => new RegExp(`\\bexport\\b[^;]*?\\b${name}\\b`)),
  test: (_facts, _, reference) =>
    /\.test\.ts#./.test(reference)
      ? inFile(
          reference,
          (title) => new RegExp(`\\b(it|test|describe)\\b[^\\n]*\\n?[^\\n]*${escaped(title)}`),
        )
      : missing(`a test is cited as FILE.test.ts#TITLE, not as ${reference}`),
  goal: (_facts, _, reference) => {
    const problem = goalProblem(readFileSync(RESULTS, 'utf8'), reference);
    return problem === undefined ? HOLDS : missing(problem);
  },
  file: (_facts, _, reference) => inFile(reference, (text) => new RegExp(escaped(text))),
};

const HOLDS = { problem: undefined, live: undefined } as const;

function missing(problem: string): Omit<Verdict, 'evidence'> {
  return { problem, live: undefined };
}

/** The verdict of a live check: it passed in the recorded run, and saw what is asked for. */
function live(
  { record, noRecord }: PresetFacts,
  check: string,
  problemIn: (record: NonNullable<PresetFacts['record']>) => string | undefined,
): Omit<Verdict, 'evidence'> {
  if (record === undefined) return { problem: noRecord, live: check };
  const found = problemIn(record);
  if (found !== undefined) return { problem: found, live: check };
  return {
    problem: record.checks[check] === true ? undefined : `the check "${check}" did not pass`,
    live: check,
  };
}

/** Why none of the recorded answers of an endpoint or route is the one demanded; undefined if one is. */
function answerProblem(
  answers: readonly EndpointAnswer[],
  reference: string,
  demand: string,
): string | undefined {
  const wanted = endpointDemand(demand);
  if (wanted === undefined) return 'the demand names no answer';
  const found = answers.filter(({ endpoint }) => endpoint === reference);
  if (found.length === 0) return 'it was not asked';
  const ofStatus = found.filter(({ status }) => status === wanted.status);
  if (ofStatus.length === 0) return `it answered ${found.map(({ status }) => status).join(', ')}`;
  const asWanted = ofStatus.find(({ contentType }) => contentType === wanted.contentType);
  if (asWanted === undefined) {
    return `it answered with ${ofStatus.map(({ contentType }) => contentType).join(', ')}`;
  }
  const lost = demandedFields(wanted.rest).filter((field) => !asWanted.fields.includes(field));
  return lost.length === 0 ? undefined : `its answer lacks ${lost.join(', ')}`;
}

function inFile(reference: string, pattern: (text: string) => RegExp): Omit<Verdict, 'evidence'> {
  // The text may have the separator in it, as headings do.
  const cut = reference.indexOf('#');
  const path = cut < 0 ? reference : reference.slice(0, cut);
  const text = cut < 0 ? undefined : reference.slice(cut + 1);
  const file = join(ROOT, path);
  if (!existsSync(file)) return missing(`there is no file ${path}`);
  if (text === undefined) return HOLDS;
  return pattern(text).test(readFileSync(file, 'utf8')) ? HOLDS : missing(`${path} does not have "${text}"`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
