/** Elements and attributes of narratives (https://hl7.org/fhir/narrative.html#xhtml), and where elements stand (HTML 4.01). */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that a narrative may have. */
export const allowedElements = words(
  'p br div h1 h2 h3 h4 h5 h6 a span b em i strong small big tt dfn q var abbr acronym cite blockquote hr address bdo kbd ' +
    'sub sup ul ol li dl dt dd pre table caption colgroup col thead tr tfoot tbody th td code samp img map area',
);

const attributes = words(
  'title style class id lang xml:lang dir accesskey tabindex span width align valign char charoff abbr axis headers scope ' +
    'rowspan colspan',
);

const attributesOfElements = words(
  'a.href a.name a.charset a.type a.hreflang a.rel a.rev a.shape a.coords img.src img.border img.alt img.longdesc ' +
    'img.height img.width img.usemap img.ismap map.name area.shape area.coords area.href area.nohref area.alt ' +
    'blockquote.cite q.cite table.summary table.width table.border table.frame table.rules table.cellspacing ' +
    'table.cellpadding pre.space pre.xml:space td.nowrap',
);

/** Whether an element may have an attribute. */
export function allowsAttribute(element: string, attribute: string): boolean {
  return (
    attribute.startsWith('xmlns') ||
    attribute === 'xml:space' ||
    attributes.has(attribute) ||
    attributesOfElements.has(`${element}.${attribute}`)
  );
}

/** Blocks, which paragraphs can't hold. */
export const blocks = words('div blockquote table ol ul p');

/** Elements without content. */
export const emptyElements = words('br img hr area');

/** Elements that hold certain others alone. */
export const onlyChildren: Readonly<Record<string, ReadonlySet<string>>> = {
  table: words('tbody tr caption thead tfoot col colgroup'),
  tr: words('td th'),
  tbody: words('tr'),
  thead: words('tr'),
  tfoot: words('tr'),
  ul: words('li'),
  ol: words('li'),
  dl: words('dd dt'),
  map: words('area'),
};

/** Elements that stand in certain others alone. */
export const onlyParents: Readonly<Record<string, ReadonlySet<string>>> = {
  tr: words('table thead tfoot tbody'),
  tbody: words('table'),
  thead: words('table'),
  tfoot: words('table'),
  caption: words('table'),
  colgroup: words('table'),
  col: words('colgroup table'),
  th: words('tr thead tfoot'),
  td: words('tr thead tfoot'),
  li: words('ul ol'),
  dd: words('dl'),
  dt: words('dl'),
};
