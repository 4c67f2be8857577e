import MarkdownIt from 'markdown-it';
import { Html } from './html';

// HTML in the text is shown as text: labels and boards of others may end up in it.
const markdown = new MarkdownIt({ html: false, linkify: false });

/** Markdown as HTML; HTML within it is escaped. */
export function renderMarkdown(text: string): Html {
  return new Html(markdown.render(text));
}
