/**
 * The page of results with a section put in the place of the one that has the same heading, or at the end. Sections
 * begin with a `# ` heading, so that each benchmark writes its own and leaves the others alone.
 */
export function withSection(page: string, section: string): string {
  const sections = page.split(/^(?=# )/m).filter((text) => text.trim() !== '');
  const at = sections.findIndex((text) => headingOf(text) === headingOf(section));
  const kept = at < 0 ? [...sections, section] : sections.with(at, section);
  return `${kept.map((text) => text.trim()).join('\n\n')}\n`;
}

function headingOf(section: string): string {
  return section.split('\n', 1)[0]?.trim() ?? '';
}
