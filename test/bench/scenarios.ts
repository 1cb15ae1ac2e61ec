/** What the benchmark asks: each scenario rotates through a pool of inputs, so that no single answer can stay warm. */
const mondo = 'http://purl.obolibrary.org/obo/mondo.owl';
const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const base = 'https://w3id.org/calcinosis/fhir';
const calcinosisType = `${base}/CodeSystem/calcinosis-type`;
const types = ['dystrophic', 'metastatic', 'idiopathic', 'iatrogenic', 'calciphylaxis'];
const actCodes = ['ACT', 'OBS', 'ENC', 'SBADM', 'SPLY', 'PROC', 'CONS', 'ALRT', 'BATTERY', 'CLNTRL'];
const actClass = 'http://terminology.hl7.org/CodeSystem/v3-ActClass';

const query = (path: string, parameters: Readonly<Record<string, string>>): string =>
  `/r4/${path}?${new URLSearchParams(parameters).toString()}`;

export const scenarios: readonly { readonly name: string; readonly paths: readonly string[] }[] = [
  {
    name: 'lookup',
    paths: [
      ...types.map(code => query('CodeSystem/$lookup', { system: calcinosisType, code })),
      ...actCodes.map(code => query('CodeSystem/$lookup', { system: actClass, code })),
    ],
  },
  {
    name: 'validate-code in a code system',
    paths: actCodes.map(code => query('CodeSystem/$validate-code', { url: actClass, code })),
  },
  {
    name: 'validate-code in a value set',
    paths: [...types, 'no-such-code'].map(code =>
      query('ValueSet/$validate-code', { url: `${base}/ValueSet/calcinosis-types`, system: calcinosisType, code }),
    ),
  },
  {
    name: 'subsumes',
    paths: actCodes.flatMap(codeA =>
      actCodes.map(codeB => query('CodeSystem/$subsumes', { system: actClass, codeA, codeB })),
    ),
  },
  {
    name: 'translate',
    paths: types.map(code =>
      query('ConceptMap/$translate', {
        url: `${base}/ConceptMap/calcinosis-type-to-icd-10-cm`,
        system: calcinosisType,
        code,
        targetsystem: icd10cm,
      }),
    ),
  },
  {
    name: 'expand, page of 10',
    paths: Array.from({ length: 10 }, (_, page) =>
      query('ValueSet/$expand', {
        url: 'http://terminology.hl7.org/ValueSet/v3-ActClass',
        count: '10',
        offset: String(page * 5),
        excludeNested: 'true',
      }),
    ),
  },
  {
    name: 'expand, text filter',
    paths: ['act', 'obs', 'doc', 'enc', 'proc', 'cond'].map(filter =>
      query('ValueSet/$expand', { url: 'http://terminology.hl7.org/ValueSet/v3-ActClass', filter, count: '20' }),
    ),
  },
  {
    name: 'expand, nine diseases',
    paths: [query('ValueSet/$expand', { url: `${base}/ValueSet/autoimmune-diseases-with-calcinosis` })],
  },
  {
    name: 'search by url',
    paths: [
      ...['calcinosis-types', 'autoimmune-diseases-with-calcinosis'].map(id =>
        query('ValueSet', { url: `${base}/ValueSet/${id}` }),
      ),
      query('CodeSystem', { url: mondo }),
      query('ValueSet', { url: 'http://hl7.org/fhir/ValueSet/administrative-gender' }),
    ],
  },
  { name: 'read', paths: ['/r4/CodeSystem/calcinosis-type', '/r4/ValueSet/calcinosis-types'] },
];
