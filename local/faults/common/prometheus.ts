import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { STACK } from '../../../alerts';
import { layoutOf } from '../../stack/layout';
import { brokenYaml, changeConfiguration } from '../act/configuration';
import { stutter } from '../act/freeze';
import { alerts, type Fault, type Rig, type Unprovable } from '../fault';
import { HEALTHY_DAYS, HEALTHY_SERIES } from '../neighbours';
import { SAMPLE_LIMIT } from '../neighbours/jobs';

/** Longer than two evaluations; the time between is enough to do them. */
const FROZEN_MS = 2500;
const RUNS_MS = 1500;

const DAYS_LEFT = 10;

/** A rule of others that is valid and cannot be evaluated: both sides have many series for one match. */
const AMBIGUOUS = {
  groups: [{ name: 'neighbours', rules: [{ record: 'neighbours:ambiguous', expr: 'up * on () up' }] }],
};

/** What Prometheus is given to do, and what it depends on. */
export const prometheusFaults: readonly Fault[] = [
  {
    name: 'the remote storage answers every write with 503',
    proves: alerts('PrometheusRemoteWriteBehind'),
    // The bound is no duration of the rule but a lag, which takes its time.
    onsetSeconds: STACK.remoteWriteLagSeconds + 5,
    recoverySeconds: 15,
    begin: ({ neighbours }) => {
      neighbours.remoteStorage.refuse(true);
      return Promise.resolve(async () => neighbours.remoteStorage.refuse(false));
    },
  },
  {
    name: `a certificate was not renewed and ends in ${DAYS_LEFT} days`,
    proves: alerts('CertificateExpiring'),
    begin: async ({ neighbours }) => {
      await neighbours.tls.present(DAYS_LEFT);
      return () => neighbours.tls.present(HEALTHY_DAYS);
    },
  },
  {
    name: 'a target of others has more samples than its job allows',
    proves: alerts('PrometheusScrapeOverLimit'),
    begin: ({ neighbours }) => {
      neighbours.target.setSeries(2 * SAMPLE_LIMIT);
      return Promise.resolve(async () => neighbours.target.setSeries(HEALTHY_SERIES));
    },
  },
  {
    name: 'somebody adds a rule whose expression is ambiguous',
    proves: alerts('PrometheusRuleFailures'),
    holds: ['prometheus configuration'],
    begin: async ({ stack }) => {
      const file = join(layoutOf(stack.directory).others, 'rules-ambiguous.yaml');
      await writeFile(file, stringify(AMBIGUOUS));
      await reload(stack);
      return async () => {
        await rm(file);
        await reload(stack);
      };
    },
  },
  {
    name: 'somebody breaks the configuration file of Prometheus',
    proves: [{ alert: 'StackConfigNotLoaded', labels: () => ({ job: 'prometheus' }) }],
    holds: ['prometheus configuration'],
    begin: ({ stack }) =>
      changeConfiguration(
        layoutOf(stack.directory).prometheusConfig,
        stack.endpoints.prometheus,
        brokenYaml,
        false,
      ),
  },
  {
    name: `Prometheus gets no CPU for ${FROZEN_MS} ms, again and again`,
    proves: alerts('PrometheusRuleGroupSlow'),
    alone: true,
    onsetSeconds: 10,
    recoverySeconds: 5,
    begin: (rig) => Promise.resolve(stutter(rig, 'prometheus', FROZEN_MS, RUNS_MS)),
  },
];

/** Alerts about Prometheus that one machine and a few minutes are too small for. */
export const prometheusUnprovable: readonly Unprovable[] = [
  {
    alert: 'PrometheusTooManySeries',
    reason:
      'a million series need about 3 GiB, and leave the head only when its next block is cut, two hours later, so that it would never resolve',
  },
];

async function reload({ endpoints }: Rig['stack']): Promise<void> {
  const response = await fetch(`${endpoints.prometheus}/-/reload`, { method: 'POST' });
  if (!response.ok)
    throw new Error(`Prometheus does not reload: ${response.status} ${await response.text()}`);
}
