import { alertmanagerConfig } from '../../alerts';
import { type LintSubject, seriesOf } from '../../alerts/lint';
import { alertCases } from '../../alerts/tests/cases';
import { caseCoverage } from '../../alerts/tests/coverage';
import { rulesOf } from '../../alerts/tests/fixture';
import { boards, targets } from '../../dashboards';
import { gatewayJobs, type Preset } from '../../instrumentation/contract';
import { readStackConfig } from '../config/file';
import { stackRouting } from '../model/routing';

const LINKS = { grafanaUrl: 'https://grafana.example.com', runbookBaseUrl: 'https://runbooks.example.com' };

/** Everything of a preset that is linted together: its rules, its boards, and the routing of the production stack. */
export function presetSubject(preset: Preset, root: string): LintSubject {
  const rules = rulesOf(preset);
  const { binding, groups } = rules;
  const shown = boards(binding, { ...LINKS, gatewayJobs: gatewayJobs(preset) });
  return {
    series: seriesOf(binding, groups),
    groups,
    panels: shown
      .flatMap(targets)
      .filter(({ datasource }) => datasource === 'prometheus')
      .map(({ board, panelTitle, refId, expr }) => ({
        where: `${board}/${panelTitle} ${refId}`,
        text: expr,
      })),
    alertmanager: alertmanagerConfig(stackRouting(readStackConfig('prod', root))),
    tested: new Set(
      caseCoverage(groups, alertCases(rules))
        .filter(({ lacks }) => lacks.length === 0)
        .map(({ alert }) => alert),
    ),
  };
}
