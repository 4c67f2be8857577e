import { TEMPLATES } from '../templates/names';
import { fileProblems, urlProblems } from './fields';

/** A service of PagerDuty, by its Events API v2: a group of alerts is one incident, and resolves with it. */
export interface PagerDutyNotifier {
  readonly kind: 'pagerduty';
  /** File that holds the integration key of the service. */
  readonly routingKeyFile: string;
  /** Another address of the Events API, such as that of a region. Default: Alertmanager's own. */
  readonly url?: string;
  readonly sendResolved?: boolean;
}

export interface PagerDutyConfig {
  readonly routing_key_file: string;
  readonly url?: string;
  readonly send_resolved: boolean;
  readonly description: string;
  readonly severity: string;
  readonly class: string;
  readonly component: string;
  readonly group: string;
  readonly client: string;
  readonly client_url: string;
  readonly details: Readonly<Record<string, string>>;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

const call = (name: string): string => `{{ template "${name}" . }}`;
const ofFirst = (name: string): string => `{{ with index .Alerts 0 }}{{ template "${name}" . }}{{ end }}`;

export function pagerDutyConfig({ routingKeyFile, url, sendResolved }: PagerDutyNotifier): PagerDutyConfig {
  return {
    routing_key_file: routingKeyFile,
    ...(url === undefined ? {} : { url }),
    send_resolved: sendResolved ?? true,
    description: call(TEMPLATES.title),
    severity: call(TEMPLATES.pagerDutySeverity),
    class: '{{ (index .Alerts 0).Labels.alertname }}',
    component: '{{ .CommonLabels.service }}',
    group: '{{ .CommonLabels.environment }}',
    client: 'Gatewatch',
    client_url: call(TEMPLATES.link),
    details: {
      text: call(TEMPLATES.text),
      firing: '{{ .Alerts.Firing | len }}',
      resolved: '{{ .Alerts.Resolved | len }}',
    },
    links: [
      { href: ofFirst(TEMPLATES.runbook), text: 'Runbook' },
      { href: ofFirst(TEMPLATES.dashboard), text: 'Dashboard' },
      { href: ofFirst(TEMPLATES.traces), text: 'Traces' },
    ],
  };
}

export function pagerDutyProblems(path: string, { routingKeyFile, url }: PagerDutyNotifier): string[] {
  return [...fileProblems(`${path}.routingKeyFile`, routingKeyFile), ...urlProblems(`${path}.url`, url)];
}
