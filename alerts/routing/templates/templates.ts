import { LINKS_OF_ALERT, linkVariables, type SilenceLink } from './links';
import { TEMPLATES } from './names';

/** Alerts of one message that are told in full; who gets a thousand reads none. */
const MOST_ALERTS = 10;

/**
 * The template file that the notifiers' messages are made with. Values of labels come from requests; so they are
 * escaped, and nobody outside can mention a channel, or write a link of their own into a message.
 */
export function notificationTemplates(silence: SilenceLink): string {
  const links = linkVariables(silence);
  return [
    define(TEMPLATES.title, TITLE),
    define(TEMPLATES.text, textOf(links)),
    define(TEMPLATES.html, htmlOf(links)),
    define(TEMPLATES.slackTitle, slackSafe(TITLE)),
    define(TEMPLATES.slackText, slackTextOf(links)),
    define(TEMPLATES.slackColor, COLOR),
    define(TEMPLATES.pagerDutySeverity, PAGERDUTY_SEVERITY),
    define(TEMPLATES.link, '{{ .ExternalURL }}/#/alerts'),
    define(TEMPLATES.runbook, '{{ .Annotations.runbook_url }}'),
    ...(['dashboard', 'traces'] as const).map((name) =>
      define(TEMPLATES[name], `${LINKS_OF_ALERT}{{ $${name} }}`),
    ),
  ].join('\n');
}

function define(name: string, text: string): string {
  return `{{ define "${name}" }}${text}{{ end }}\n`;
}

const value = (text: string): string => `{{ ${text} }}`;

const TITLE = [
  '[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}]',
  '{{ with .CommonLabels.severity }} {{ . }}:{{ end }}',
  ' {{ (index .Alerts 0).Labels.alertname }}{{ if not .CommonLabels.alertname }} and others{{ end }}',
  '{{ with .CommonLabels.escalated_alert }} ({{ . }}){{ end }}',
  '{{ with .CommonLabels.service }} of {{ . }}{{ end }}',
  '{{ with .CommonLabels.environment }} in {{ . }}{{ end }}',
  '{{ with .CommonLabels.tenant_id }} for {{ . }}{{ end }}',
].join('');

const COLOR =
  '{{ if eq .Status "resolved" }}good{{ else if eq .CommonLabels.severity "info" }}#439FE0' +
  '{{ else if eq .CommonLabels.severity "warning" }}warning{{ else }}danger{{ end }}';

/** PagerDuty knows our severities; what has another one, or several, is urgent. */
const PAGERDUTY_SEVERITY =
  '{{ if match "^(critical|warning|info)$" .CommonLabels.severity }}{{ .CommonLabels.severity }}{{ else }}critical{{ end }}';

const TIME = 'UTC.Format "2006-01-02 15:04:05 UTC"';
const WHEN = `since {{ .StartsAt.${TIME} }}{{ if eq .Status "resolved" }}, until {{ .EndsAt.${TIME} }}{{ end }}`;

const each = (links: string, body: string): string =>
  `{{ range $index, $alert := .Alerts }}{{ if lt $index ${MOST_ALERTS} }}${links}${body}{{ end }}{{ end }}`;

const FURTHER = `{{ if gt (len .Alerts) ${MOST_ALERTS} }}… {{ len .Alerts }} alerts in all.{{ end }}`;

const LINKS = [
  ['Runbook', '$runbook'],
  ['Dashboard', '$dashboard'],
  ['Traces', '$traces'],
  ['Silence', '$silence'],
] as const;

function textOf(links: string): string {
  const lines = LINKS.map(([name, url]) => `{{ with ${url} }}${name}: {{ . }}\n{{ end }}`).join('');
  const body =
    '{{ .Status | toUpper }} {{ .Labels.alertname }}: {{ .Annotations.summary }}\n' +
    `{{ with .Annotations.description }}{{ . }}\n{{ end }}${capital(WHEN)}\n${lines}\n`;
  return each(links, body) + FURTHER;
}

function htmlOf(links: string): string {
  const anchors = LINKS.map(([name, url]) => `{{ with ${url} }}<a href="{{ . }}">${name}</a> {{ end }}`);
  const body =
    '<h3>{{ .Status | toUpper }} {{ .Labels.alertname }}</h3><p><b>{{ .Annotations.summary }}</b></p>' +
    `<p>{{ .Annotations.description }}</p><p>${capital(WHEN)}</p><p>${anchors.join('')}</p>` +
    '<table>{{ range .Labels.SortedPairs }}<tr><td>{{ .Name }}</td><td>{{ .Value }}</td></tr>{{ end }}</table>';
  return `<!DOCTYPE html><html><body>${each(links, body)}<p>${FURTHER}</p></body></html>`;
}

function slackTextOf(links: string): string {
  const anchors = LINKS.map(
    ([name, url]) => `{{ with ${url} }}<${value('. ' + SLACK_URL)}|${name}> {{ end }}`,
  );
  const body =
    `*${escaped('.Labels.alertname')}* ${escaped('.Annotations.summary')}\n` +
    `{{ with .Annotations.description }}${escaped('.')}\n{{ end }}${WHEN}\n${anchors.join('')}\n`;
  return each(links, body) + FURTHER;
}

/** A URL within `<…|…>` must not end it. */
const SLACK_URL = '| reReplaceAll "[<|>]" ""';

/** Slack takes `<!channel>` for a mention unless these three characters are escaped. */
function escaped(field: string): string {
  return `{{ ${field} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`;
}

function slackSafe(text: string): string {
  return text.replaceAll('{{ . }}', escaped('.'));
}

function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
