/** Building blocks of generated narrative: XHTML text that is escaped by construction (https://hl7.org/fhir/narrative.html). */

/** Markup that is safe to place in a narrative; made only by the functions of this file. */
export interface Xhtml {
  readonly markup: string;
}

type Inline = string | Xhtml;

const empty: Xhtml = { markup: '' };

/** Text with the five characters of XML escaped, and without those that XML forbids. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function inline(content: Inline): string {
  return typeof content === 'string' ? escapeXml(content) : content.markup;
}

/** One element around text or markup. */
export function element(name: 'p' | 'h2' | 'h3' | 'li' | 'b' | 'code' | 'i', content: Inline): Xhtml {
  return { markup: `<${name}>${inline(content)}</${name}>` };
}

/** Pieces one after the other. */
export function sequence(...pieces: readonly Inline[]): Xhtml {
  return { markup: pieces.map(inline).join('') };
}

/** A paragraph, or nothing where there is no text. */
export function paragraph(text: string | undefined): Xhtml {
  return text === undefined || text === '' ? empty : element('p', text);
}

/** A bulleted list, or nothing where it would be empty. */
export function list(items: readonly Inline[]): Xhtml {
  if (items.length === 0) return empty;
  return { markup: `<ul>${items.map(item => element('li', item).markup).join('')}</ul>` };
}

/** A table with a heading row, or nothing where it has no rows. */
export function table(headings: readonly string[], rows: readonly (readonly Inline[])[]): Xhtml {
  if (rows.length === 0) return empty;
  const cells = (name: 'th' | 'td', row: readonly Inline[]): string =>
    `<tr>${row.map(cell => `<${name}>${inline(cell)}</${name}>`).join('')}</tr>`;
  const body = rows.map(row => cells('td', row)).join('');
  return { markup: `<table><thead>${cells('th', headings)}</thead><tbody>${body}</tbody></table>` };
}

/** What is inside the `div` of a narrative that these functions made. */
export function embedded(div: string): Xhtml {
  return { markup: div.replace(/^<div [^>]*>/, '').replace(/<\/div>$/, '') };
}

/** The `div` of a narrative. */
export function division(...pieces: readonly Xhtml[]): string {
  return `<div xmlns="http://www.w3.org/1999/xhtml">${pieces.map(piece => piece.markup).join('')}</div>`;
}
