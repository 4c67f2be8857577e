import { anyOf, matchers } from '../../alerts/promql';
import { prometheusClient } from '../clients/prometheus';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';

const TIMEOUT_MS = 60_000;

/**
 * Resolves once everything that the gateways have counted so far is in Prometheus: each of their targets was scraped
 * again, by a scrape that began later.
 */
export function settled(stack: RunningStack, signal?: AbortSignal): Promise<void> {
  return scrapedSince(stack, Date.now() / 1000, signal);
}

/** Resolves once each target of the gateways was scraped by a scrape that began after this Unix time in seconds. */
export async function scrapedSince(stack: RunningStack, begun: number, signal?: AbortSignal): Promise<void> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const targets = matchers([['job', anyOf(stack.gatewayJobs)]]);
  const attempt = async (): Promise<true | undefined> => {
    // The time of a sample is that of the beginning of its scrape; a failed scrape has one as well.
    const [scraped, up] = await Promise.all([
      prometheus.query(`timestamp(up${targets})`),
      prometheus.query(`up${targets}`),
    ]);
    const isFresh = scraped.length > 0 && scraped.every(({ values }) => (values[0] ?? 0) > begun);
    return isFresh && up.every(({ values }) => values[0] === 1) ? true : undefined;
  };
  await eventually(attempt, { what: 'a scrape of every gateway', timeoutMs: TIMEOUT_MS, signal });
}
