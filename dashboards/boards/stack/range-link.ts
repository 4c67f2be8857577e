import { type BoardName, BOARDS } from '../../../instrumentation/contract';
import { type Link } from '../../kit/panel';

/** A link to another board in the range of this one, for boards without variables that could be taken along. */
export function rangeLink(title: string, board: BoardName): Link {
  return { title, url: `/d/${BOARDS[board].uid}?from=\${__from}&to=\${__to}`, board };
}

/** A link to another board for the service of the series that was clicked. */
export function serviceBoardLink(title: string, board: BoardName): Link {
  const url = `/d/${BOARDS[board].uid}?from=\${__from}&to=\${__to}&var-service=\${__field.labels.service:percentencode}`;
  return { title, url, board };
}
