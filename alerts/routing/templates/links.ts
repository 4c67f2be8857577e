/** Where a message's link to silence an alert leads. */
export type SilenceLink =
  | { readonly kind: 'alertmanager' }
  /** The form of Grafana, for those who cannot reach Alertmanager itself. */
  | { readonly kind: 'grafana'; readonly url: string; readonly datasource: string };

/** Nanoseconds of context before an alert began and after it ended, on boards that a message links to. */
const CONTEXT_NS = 30 * 60 * 1e9;

/** Labels that an alert is silenced by: few, so that the silence also holds for its other instances. */
const SILENCED_BY = ['service', 'environment', 'tenant_id'] as const;

/** Template text that sets `$runbook`, `$dashboard`, `$traces` and `$silence` for an alert of a notification. */
export function linkVariables(silence: SilenceLink): string {
  return [
    LINKS_OF_ALERT,
    ...(silence.kind === 'grafana' ? grafanaSilence(silence) : ALERTMANAGER_SILENCE),
  ].join('');
}

/**
 * Template text that sets `$runbook`, `$dashboard` and `$traces` for the alert at hand. Links of the rules
 * end now; in a message they have to lead to the time of the alert, whenever somebody reads it. Each is one value, since
 * a URL made of several is encoded twice in HTML.
 */
export const LINKS_OF_ALERT = [
  '{{- $runbook := .Annotations.runbook_url -}}',
  `{{- $from := printf "%d" (.StartsAt.Add -${CONTEXT_NS}).UnixMilli -}}`,
  '{{- $dashboard := reReplaceAll "now-1h" $from .Annotations.dashboard_url -}}',
  '{{- $traces := reReplaceAll "now-1h" $from .Annotations.trace_url -}}',
  '{{- if eq .Status "resolved" -}}',
  `{{- $to := printf "$\{1}%d" (.EndsAt.Add ${CONTEXT_NS}).UnixMilli -}}`,
  '{{- $dashboard = reReplaceAll "(to=|to%22%3A%22)now" $to $dashboard -}}',
  '{{- $traces = reReplaceAll "(to=|to%22%3A%22)now" $to $traces -}}',
  '{{- end -}}',
].join('');

const ALERTMANAGER_SILENCE = [
  '{{- $matchers := printf "alertname=%q" .Labels.alertname -}}',
  ...SILENCED_BY.map(
    (label) => `{{- with .Labels.${label} }}{{ $matchers = printf "%s,${label}=%q" $matchers . }}{{ end -}}`,
  ),
  `{{- $silence := printf "%s/#/silences/new?filter=%%7B%s%%7D" $.ExternalURL ${encoded('$matchers')} -}}`,
];

function grafanaSilence({ url, datasource }: Extract<SilenceLink, { kind: 'grafana' }>): string[] {
  const form = `${url}/alerting/silence/new?alertmanager=${encodeURIComponent(datasource)}`;
  return [
    `{{- $silence := printf "${form.replaceAll('%', '%%')}&matcher=alertname%%3D%s" ${encoded('.Labels.alertname')} -}}`,
    ...SILENCED_BY.map(
      (label) =>
        `{{- with .Labels.${label} }}{{ $silence = printf "%s&matcher=${label}%%3D%s" $silence ${encoded('.')} }}{{ end -}}`,
    ),
  ];
}

/** The value in a query; not every reader takes a plus for a space. */
function encoded(value: string): string {
  return `(reReplaceAll "\\\\+" "%20" (urlquery ${value}))`;
}
