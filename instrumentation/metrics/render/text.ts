import type { Format } from './format';

/** The Prometheus text format 0.0.4, which every scraper reads. It has no exemplars. */
export const text: Format = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  declare: ({ name, type }) => ({ name, type }),
  help: (help) => help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'),
  bound: String,
  exemplar: () => '',
  separator: '\n',
  end: '',
};
