import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Use } from '../../alerts/promql';
import { type BoardName, type FOLDERS } from '../../instrumentation/contract';

export type FolderName = keyof typeof FOLDERS;

/** Whether a board is about the gateways that its variables choose, or about the stack. */
export type BoardScope = 'gateways' | 'stack';

/** Datasources that a target can ask. */
export type DatasourceKind = 'prometheus' | 'loki' | 'tempo';

/** What boards need to know about the installation that they are made for. */
export interface BoardContext {
  /** Scrape jobs whose targets are gateways, at least one. */
  readonly gatewayJobs: readonly string[];
  /** Where runbooks are published, without a trailing slash. */
  readonly runbookBaseUrl: string;
  /** Packs of a system's own alerts, as its preset lists them: panels lead to the alerts that there are. Default: none. */
  readonly alertPacks?: readonly string[];
  /** How long Prometheus keeps samples, in seconds: windows beyond it are not recorded. Default: unlimited. */
  readonly retentionSeconds?: number;
}

/** What a target was compiled to, and what the model's JSON has no field for. */
export interface ExpectedTarget {
  readonly refId: string;
  readonly datasource: DatasourceKind;
  readonly expr: string;
  /** Metrics and exposed labels that the query reads; empty for logs and traces. */
  readonly uses: readonly Use[];
  readonly quietWhenHealthy: boolean;
  /** Why a live proof cannot run this query, where that is so. */
  readonly excused?: string;
}

/** A panel that a board has to have: compared with the model, it shows what was deleted or changed there. */
export interface ExpectedPanel {
  readonly id: number;
  readonly title: string;
  readonly targets: readonly ExpectedTarget[];
}

/** A compiled board. */
export interface Board {
  readonly name: BoardName;
  readonly uid: string;
  readonly title: string;
  readonly folder: FolderName;
  readonly scope: BoardScope;
  /** What Grafana loads: plain JSON of dashboard schema v1, keys sorted. */
  readonly model: Dashboard;
  readonly expected: readonly ExpectedPanel[];
}
