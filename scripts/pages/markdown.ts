/** A table; cells are plain text or already marked up by the functions below. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Plain text inside a cell. */
export function text(plain: string): string {
  return plain.replace(/[\\|<]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A name or value as code inside a cell. */
export function code(plain: string): string {
  return `\`${plain.replaceAll('|', '\\|')}\``;
}

/** A page that ends with a line break, from blocks with an empty line between them. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Tells readers of a drawn page where to make changes. */
export const drawnNotice =
  '<!-- Drawn by `npm run generate`: change the sources, not this page. -->';
