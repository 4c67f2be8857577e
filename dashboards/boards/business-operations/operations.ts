import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { chosen } from '../../kit/variable-names';

/** Business operations by kind, whoever asks for them. */
export function operations({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant'), operation: chosen('operation') } as const;
  const by = ['operation'] as const;
  const kind = `{{${q.label('tenant.operations', 'operation')}}}`;
  const failed = { ...where, outcome: 'failed' } as const;
  const time = (p: number) =>
    range(
      q.quantile(p, 'operation.duration', { where: { operation: chosen('operation') }, by, window }),
      `${kind} p${p * 100}`,
    );
  return {
    id: 3,
    title: 'Operations',
    panels: [
      rate({
        id: 301,
        title: 'Operations by kind',
        width: 8,
        unit: units.OpsPerSecond,
        stacked: true,
        description: {
          shows: 'Business operations that ended, each second, by kind.',
          bad: 'A kind that vanishes: a client can no longer reach it.',
          next: 'Choose the kind at the top; compare with Failed share of operations.',
        },
        queries: { operations: range(q.rate('tenant.operations', { where, by, window }), kind) },
        dataLinks: chosenLinks,
      }),
      share({
        id: 302,
        title: 'Failed share of operations',
        width: 8,
        description: {
          shows: 'Share of the operations of each kind that failed.',
          bad: 'One kind far above the others.',
          next: 'Open failed traces of the moment: the kind is on the span as operation_type.',
        },
        queries: {
          failed: range(
            ratio(
              q.rate('tenant.operations', { where: failed, by, window }),
              q.rate('tenant.operations', { where, by, window }),
            ),
            kind,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
      duration({
        id: 303,
        title: 'Duration of operations',
        width: 8,
        description: {
          shows: 'Median and 95th percentile of the time that an operation takes, by kind, of all tenants.',
          bad: 'A kind that gets slower while others do not: its statements or its partner.',
          next: 'Compare with Query duration on the board of the system; open slow traces.',
        },
        queries: { p50: time(0.5), p95: time(0.95) },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
