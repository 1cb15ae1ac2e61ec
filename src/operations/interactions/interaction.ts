/** The REST interactions that are served, declared once: routes and the CapabilityStatement derive from this list. */
export interface Interaction {
  /** Code in http://hl7.org/fhir/restful-interaction. */
  readonly code: 'read' | 'vread' | 'history-instance' | 'history-type' | 'search-type';
  readonly documentation: string;
}

export const typeInteractions: readonly Interaction[] = [
  { code: 'read', documentation: 'With ETag and Last-Modified; 304 for If-None-Match and If-Modified-Since.' },
  { code: 'vread', documentation: 'Each resource has one version, whose id is made of its content.' },
  { code: 'history-instance', documentation: 'The one version.' },
  { code: 'history-type', documentation: 'The one version of each, newest first, with _count, _since and _sort.' },
  { code: 'search-type', documentation: 'By GET and by POST to _search; all versions of a canonical url are found.' },
];

/** The interactions of the whole system. */
export const systemInteractions = [
  { code: 'batch', documentation: 'Of reads, searches and operations; each entry has its own outcome.' },
  { code: 'transaction', documentation: 'Of reads, searches and operations; one that writes is refused.' },
] as const;

/** What answers an interaction may be asked to leave out or add (https://hl7.org/fhir/search.html#summary). */
export interface ResultParameter {
  readonly name: string;
  /** Why we lack it; sending it is refused by name. */
  readonly unsupported?: string;
}

/** HL7's parameters of every interaction, and of search results; those that are resources' own come from the store. */
export const resultParameters: readonly ResultParameter[] = [
  { name: '_format' },
  { name: '_pretty' },
  { name: '_summary' },
  { name: '_elements' },
  { name: '_count' },
  // Ours: the token of a page, from the links of another.
  { name: '_page' },
  { name: '_total' },
  { name: '_sort' },
  { name: '_include', unsupported: 'referenced resources must be asked for by url' },
  { name: '_revinclude', unsupported: 'referencing resources must be searched for' },
  { name: '_contained', unsupported: 'contained resources are not searched' },
  { name: '_containedType', unsupported: 'contained resources are not searched' },
  { name: '_score', unsupported: 'matches are not ranked' },
  { name: '_maxresults', unsupported: 'use _count' },
  { name: '_graph', unsupported: 'graphs of resources are not followed' },
  { name: '_filter', unsupported: 'use search parameters' },
  { name: '_query', unsupported: 'there are no named queries' },
  { name: '_has', unsupported: 'reverse chains are not followed' },
  { name: '_list', unsupported: 'there are no lists' },
  { name: '_type', unsupported: 'a search is of one type' },
  { name: '_text', unsupported: 'narratives are not indexed' },
  { name: '_content', unsupported: 'whole resources are not indexed' },
];
