import { withSection } from './section';

test('a section takes the place of the one with its heading and leaves the others alone', () => {
  const page = '# Overhead\n\n### raw\n\nold\n\n# Scrape\n\nkept\n';
  expect(withSection(page, '# Overhead\n\nnew\n')).toBe('# Overhead\n\nnew\n\n# Scrape\n\nkept\n');
});

test('a section without a place goes to the end, on an empty page too', () => {
  expect(withSection('', '# Scrape\n\na')).toBe('# Scrape\n\na\n');
  expect(withSection('# Overhead\n\na\n', '# Scrape\n\nb\n')).toBe('# Overhead\n\na\n\n# Scrape\n\nb\n');
});
