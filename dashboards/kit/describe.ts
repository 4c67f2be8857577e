import { type Description } from './panel';

/** The description as the Markdown that Grafana shows behind the panel's "i". */
export function describe({ shows, bad, next }: Description): string {
  return [shows, `**Bad:** ${bad}`, `**Next:** ${next}`].join('\n\n');
}
