import { optionsOf } from '../charts/input';
import { type DrawInput } from '../draw';
import { type Drawing } from '../drawing';
import { drawnLink } from '../links';

/** What a list of boards needs to know of each. */
export interface KnownBoard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
}

/** Links to the boards that have every tag that the panel asks for, by title. */
export function drawBoardList({ panel, boards, links }: DrawInput): Drawing {
  const wanted = (optionsOf(panel)['tags'] ?? []) as readonly string[];
  const found = boards
    .filter(({ tags }) => wanted.every((tag) => tags.includes(tag)))
    .sort((a, b) => a.title.localeCompare(b.title));
  if (found.length === 0) return { kind: 'empty', text: `no board has the tags ${wanted.join(', ')}` };
  return {
    kind: 'links',
    links: found.map(({ uid, title }) => drawnLink({ title, url: `/d/${uid}` }, links)),
  };
}
