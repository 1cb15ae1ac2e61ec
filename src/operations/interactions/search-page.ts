/**
 * Pages of a search and the links between them (https://hl7.org/fhir/http.html#paging). A link's token says where the
 * page begins, and of which search over which content: while the content is the same, pages are too.
 */
import { createHash } from 'node:crypto';
import { invalid, notFound } from '../../fhir/fhir-error.ts';
import type { SearchQuery } from './search-query.ts';

/** Characters of each fingerprint in a token. */
const fingerprintLength = 8;

/** A search as tokens name it. */
export interface PagedSearch {
  readonly type: string;
  readonly query: SearchQuery;
  /** Identity of the content that is searched. */
  readonly contentKey: string;
}

/** Index of the first match of the page; throws where the token is not of this search, or its content has changed. */
export function readPosition(search: PagedSearch): number {
  const { page } = search.query;
  if (page === undefined) return 0;
  const token = Buffer.from(page, 'base64url').toString('latin1');
  const [, of, content, position] = /^([\w-]{8})([\w-]{8})(\d{1,9})$/.exec(token) ?? [];
  if (of === undefined || of !== searchFingerprint(search)) {
    throw invalid("'_page' is not of this search: follow the links of its pages as they are, or leave it out");
  }
  if (content !== fingerprint(search.contentKey)) {
    throw notFound('The content has changed since this page was linked to: search again', { status: 410 });
  }
  return Number(position);
}

/** Links of the page that begins at the position; without a total (only a count was asked for) only `self`. */
export function pageLinks(url: string, search: PagedSearch, position: number, total: number | undefined): object[] {
  const { count } = search.query;
  const urlTo = createUrlTo(url, search);
  const linkTo = (relation: string, start: number): object => ({ relation, url: urlTo(start) });
  const self = linkTo('self', position);
  if (total === undefined) return [self];
  const last = total === 0 ? 0 : Math.floor((total - 1) / count) * count;
  return [
    self,
    linkTo('first', 0),
    ...(position > 0 ? [linkTo('previous', Math.max(0, Math.min(position, last + count) - count))] : []),
    ...(position + count < total ? [linkTo('next', position + count)] : []),
    linkTo('last', last),
  ];
}

/** Urls of the search's pages; what they have in common is made once. */
function createUrlTo(url: string, search: PagedSearch): (start: number) => string {
  const text = search.query.applied.map(([name, value]) => `${formText(name)}=${formText(value)}`).join('&');
  const first = text === '' ? url : `${url}?${text}`;
  let stem: string | undefined;
  return start => {
    if (start === 0) return first;
    stem ??= searchFingerprint(search) + fingerprint(search.contentKey);
    const token = Buffer.from(`${stem}${start}`, 'latin1').toString('base64url');
    return `${first}${text === '' ? '?' : '&'}_page=${token}`;
  };
}

const otherInForms: Readonly<Record<string, string>> = {
  ...{ '%20': '+', '!': '%21', "'": '%27', '(': '%28', ')': '%29', '~': '%7E' },
};

/** A text as forms and URLs have it (https://url.spec.whatwg.org/#urlencoded-serializing), at a third of the cost. */
function formText(text: string): string {
  // Half of a surrogate pair is no character: the platform writes another in its place.
  if (/[\ud800-\udfff]/.test(text)) return new URLSearchParams([[text, '']]).toString().slice(0, -1);
  return encodeURIComponent(text).replace(/%20|[!'()~]/g, found => otherInForms[found] ?? found);
}

function searchFingerprint({ type, query }: PagedSearch): string {
  return fingerprint(JSON.stringify([type, query.identity]));
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, fingerprintLength);
}
