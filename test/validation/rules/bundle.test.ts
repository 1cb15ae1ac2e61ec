/** Bundles by type: fullUrls, links, first entries, references, search results. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const root = 'http://calx.test/fhir';
const patient = (id: string, further: Tree = {}): Tree => ({ resourceType: 'Patient', id, ...further });
const entry = (
  resource: Tree,
  fullUrl = `${root}/${String(resource['resourceType'])}/${String(resource['id'])}`,
): Tree => ({ fullUrl, resource });
const bundle = (type: string, entries: readonly Tree[], further: Tree = {}): Tree => ({
  resourceType: 'Bundle',
  type,
  entry: entries,
  ...further,
});
const urn = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';

test.each<[string, Tree, string]>([
  [
    'a relative fullUrl',
    bundle('collection', [entry(patient('a'), 'Patient/a')]),
    'BUNDLE_ENTRY_URL_ABSOLUTE Bundle.entry[0]',
  ],
  [
    'a fullUrl of another id',
    bundle('collection', [entry(patient('a'), `${root}/Patient/b`)]),
    'BUNDLE_ENTRY_URL_MATCHES_TYPE_ID Bundle.entry[0]',
  ],
  [
    'a fullUrl of another type',
    bundle('collection', [entry(patient('a'), `${root}/Device/a`)]),
    'BUNDLE_ENTRY_URL_MATCHES_TYPE_ID Bundle.entry[0]',
  ],
  [
    'a REST fullUrl of a resource without id',
    bundle('collection', [entry({ resourceType: 'Patient' }, `${root}/Patient/a`)]),
    'BUNDLE_ENTRY_URL_MATCHES_NO_ID Bundle.entry[0]',
  ],
  [
    'a missing fullUrl',
    bundle('collection', [{ resource: patient('a') }]),
    'Bundle_BUNDLE_Entry_FullUrl_Required Bundle.entry[0]',
  ],
  [
    'two self links',
    bundle('searchset', [], {
      link: ['a', 'b'].map(x => ({ relation: 'self', url: `${root}/Patient?name=${x}` })),
      entry: undefined,
    }),
    'BUNDLE_LINK_SEARCH_NO_DUPLICATES Bundle.link[1]',
  ],
  [
    'a paging link outside of searches',
    bundle('collection', [entry(patient('a'))], { link: [{ relation: 'next', url: root }] }),
    'BUNDLE_LINK_SEARCH_PROHIBITED Bundle.link[0].relation',
  ],
  [
    'a document that starts with another resource',
    bundle('document', [entry(patient('a'))]),
    'Bundle_BUNDLE_Entry_Document Bundle.entry[0].resource/*Patient/a*/',
  ],
  [
    'a message that starts with another resource',
    bundle('message', [entry(patient('a'))]),
    'Validation_BUNDLE_Message Bundle.entry[0].resource/*Patient/a*/',
  ],
])('tells %s', async (_what, resource, expected) => {
  expect(await errorsOf('r4', resource)).toContain(expected);
});

test.each<[string, Tree]>([
  ['urns as fullUrls', bundle('collection', [entry(patient('a'), urn)])],
  [
    'entries of a transaction without fullUrl',
    bundle('transaction', [{ resource: patient('a'), request: { method: 'PUT', url: 'Patient/a' } }]),
  ],
  [
    'paging links of a search',
    bundle('searchset', [entry(patient('a'))], {
      link: ['self', 'next'].map(relation => ({ relation, url: `${root}/Patient` })),
    }),
  ],
])('accepts %s', async (_what, resource) => {
  expect(await errorsOf('r4', resource)).toEqual([]);
});

const composition = (further: Tree): Tree => ({
  resourceType: 'Composition',
  id: 'c',
  status: 'final',
  type: { text: 'Note' },
  date: '2024-01-01',
  author: [{ display: 'me' }],
  title: 'A note',
  ...further,
});
const document = (entries: readonly Tree[]): Tree =>
  bundle('document', entries, {
    identifier: { system: 'urn:ietf:rfc:3986', value: urn },
    timestamp: '2024-01-01T00:00:00Z',
  });

test.each<[string, readonly Tree[], readonly string[]]>([
  [
    'the subject is in the document',
    [entry(composition({ subject: { reference: 'Patient/a' } })), entry(patient('a'))],
    [],
  ],
  [
    'the subject is missing',
    [entry(composition({ subject: { reference: 'Patient/a' } }))],
    ['Bundle_BUNDLE_Entry_NotFound Bundle.entry[0].resource/*Composition/c*/.subject'],
  ],
  [
    'the subject is another resource by its fullUrl',
    [entry(composition({ subject: { reference: 'Patient/a' } })), entry(patient('a'), urn)],
    [
      'Bundle_BUNDLE_Entry_NotFound_APPARENT Bundle.entry[0].resource/*Composition/c*/.subject',
      'Bundle_BUNDLE_Entry_Orphan_DOCUMENT Bundle.entry[1]',
    ],
  ],
  [
    'an entry is not reached',
    [entry(composition({})), entry(patient('a'))],
    ['Bundle_BUNDLE_Entry_Orphan_DOCUMENT Bundle.entry[1]'],
  ],
  [
    'an entry refers to what is reached',
    [
      entry(composition({ subject: { reference: 'Patient/a' } })),
      entry(patient('a')),
      entry(patient('b', { link: [{ other: { reference: 'Patient/a' }, type: 'seealso' }] })),
    ],
    [],
  ],
])('in a document, %s', async (_what, entries, expected) => {
  const errors = await errorsOf('r4', document(entries));
  expect(errors.filter(error => error.startsWith('Bundle_'))).toEqual(expected);
});

const self = { link: [{ relation: 'self', url: `${root}/Patient?name=salt` }] };
const found = (resource: Tree, mode: string): Tree => ({ fullUrl: urn, resource, search: { mode } });
const at = 'Bundle.entry[0].resource';

test.each<[string, Tree, readonly string[]]>([
  ['of the type searched', found(patient('a'), 'match'), []],
  [
    'without id',
    found({ resourceType: 'Patient' }, 'match'),
    [`BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID ${at}/*Patient/null*/`],
  ],
  [
    'of another type',
    found({ resourceType: 'Device', id: 'd' }, 'match'),
    [`BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE ${at}/*Device/d*/`],
  ],
  ['included', found({ resourceType: 'Device', id: 'd' }, 'include'), []],
  [
    'that is no outcome',
    found(patient('a'), 'outcome'),
    [`BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME ${at}/*Patient/a*/`],
  ],
])('a search result %s', async (_what, one, expected) => {
  expect(await errorsOf('r4', bundle('searchset', [one], self))).toEqual(expected);
});

test('a search without modes only warns of other types', async () => {
  const issues = await issuesOf('r4', bundle('searchset', [entry({ resourceType: 'Device', id: 'd' })], self));
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toContain(`BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE ${at}/*Device/d*/`);
});

test('ids of elements are unique in a resource, not across contained ones', async () => {
  const twice = patient('a', { name: [{ id: 'x', family: 'A' }], telecom: [{ id: 'x', system: 'phone', value: '1' }] });
  expect(await errorsOf('r4', twice)).toEqual(['DUPLICATE_ID Patient.telecom[0]']);
  const inner = {
    resourceType: 'Organization',
    id: 'o',
    name: 'O',
    telecom: [{ id: 'x', system: 'phone', value: '1' }],
  };
  const apart = patient('a', {
    contained: [inner],
    name: [{ id: 'x', family: 'A' }],
    managingOrganization: { reference: '#o' },
  });
  expect(await errorsOf('r4', apart)).toEqual([]);
});

test('ids in a StructureDefinition name elements of what it defines', async () => {
  const element = [{ id: 'Patient', path: 'Patient' }];
  const profile = {
    resourceType: 'StructureDefinition',
    url: 'http://calx.test/StructureDefinition/p',
    name: 'P',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    snapshot: { element },
    differential: { element },
  };
  expect((await errorsOf('r4', profile)).filter(error => error.startsWith('DUPLICATE_ID'))).toEqual([]);
});
