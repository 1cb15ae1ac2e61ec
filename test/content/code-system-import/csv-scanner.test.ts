import fc from 'fast-check';
import { readCsvMapping } from '../../../src/content/code-system-import/csv-mapping.ts';
import { CsvScanner, splitRow } from '../../../src/content/code-system-import/csv-scanner.ts';

const codeSystem = { resourceType: 'CodeSystem', url: 'http://example.org/CodeSystem/table', content: 'complete' };
const mapping = {
  codeSystem,
  code: 'Code',
  display: 'Name',
  definition: 'Meaning',
  parent: { column: 'Above', separator: '|' },
  designations: [{ column: 'Deutsch', language: 'de', separator: ';' }],
  properties: [
    { column: 'Rank', code: 'rank', type: 'integer' },
    { column: 'Open', code: 'open', type: 'boolean', description: 'Whether it is open' },
    { column: 'Place', code: 'place', type: 'Coding', system: 'urn:places' },
  ],
};

function scanned(text: string, portion = 1000, delimiter = ','): { definition: unknown; concepts: readonly unknown[] } {
  const concepts: unknown[] = [];
  const read = readCsvMapping(JSON.stringify(mapping), delimiter);
  const sink = ({ json, line }: { json: Buffer; line: number }): void =>
    void concepts.push({ line, ...(JSON.parse(json.toString()) as object) });
  const bytes = Buffer.from(text);
  let scanner = new CsvScanner(read, sink);
  for (let at = 0; at < bytes.length; at += portion) {
    scanner.feed(bytes.subarray(at, at + portion));
    scanner = new CsvScanner(read, sink, JSON.parse(JSON.stringify(scanner.state())));
  }
  return { definition: JSON.parse(scanner.end()), concepts };
}

const header = 'Code,Name,Meaning,Above,Deutsch,Rank,Open,Place';

test('columns become what the mapping says', () => {
  const { definition, concepts } = scanned(
    `${header}\r\na,Top,"The ""first"", on\ntwo lines",,Oben;Spitze,1,true,hip\r\n\r\nb,5" bar,,a|x,,,FALSE,\n`,
  );
  expect(definition).toEqual({
    ...codeSystem,
    property: [
      { code: 'parent', type: 'code', uri: 'http://hl7.org/fhir/concept-properties#parent' },
      { code: 'rank', type: 'integer' },
      { code: 'open', type: 'boolean', description: 'Whether it is open' },
      { code: 'place', type: 'Coding' },
    ],
  });
  expect(concepts).toEqual([
    {
      line: 2,
      code: 'a',
      display: 'Top',
      definition: 'The "first", on\ntwo lines',
      designation: [
        { language: 'de', value: 'Oben' },
        { language: 'de', value: 'Spitze' },
      ],
      property: [
        { code: 'rank', valueInteger: 1 },
        { code: 'open', valueBoolean: true },
        { code: 'place', valueCoding: { system: 'urn:places', code: 'hip' } },
      ],
    },
    {
      line: 5,
      code: 'b',
      display: '5" bar',
      designation: [],
      property: [
        { code: 'parent', valueCode: 'a' },
        { code: 'parent', valueCode: 'x' },
        { code: 'open', valueBoolean: false },
      ],
    },
  ]);
});

test('any texts come back from any portions, gone on with at any place', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' b', 'é', ';') }).map(text => `x${text}y`);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 60 }), (names, portion) => {
      const rows = names.map((name, at) => `c${at},"${name.replaceAll('"', '""')}"`);
      const { concepts } = scanned([header, ...rows].join('\n'), portion);
      expect(concepts.map(concept => (concept as { display: string }).display)).toEqual(names);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['a,b', ',', ['a', 'b']],
  ['', ',', ['']],
  ['a,', ',', ['a', '']],
  ['"a,""b""",c', ',', ['a,"b"', 'c']],
  ['a\t"b', '\t', ['a', 'b']],
])('the row %p falls into cells', (row, delimiter, cells) => {
  expect(splitRow(row, delimiter)).toEqual(cells);
});

test.each([
  ['Code,Name\na,b', "there is no column 'Meaning'"],
  [`${header}\na,b,c,d,e,f,g,h,i`, 'line 2: the row has 9 cells'],
  [`${header}\na,"b`, 'line 2: the file ends within a quoted cell'],
  ['', 'line 1: there is no row with the names of columns'],
])('the file %p is refused', (text, message) => {
  expect(() => scanned(text)).toThrow(message);
});

test.each([
  [{ codeSystem }, "'code' is missing"],
  [{ code: 'c' }, 'codeSystem must be a JSON object'],
  [{ code: 'c', codeSystem, kode: 'x' }, "'kode' is none of"],
  [{ code: 'c', codeSystem, properties: [{ column: 'x', code: 'y', type: 'text' }] }, "the type 'text' is none of"],
  [{ code: 'c', codeSystem, designations: {} }, "'designations' must be a list"],
  [{ code: 'c', codeSystem, delimiter: '€' }, "'delimiter' must be one"],
])('the mapping %j is refused by name', (value, message) => {
  expect(() => readCsvMapping(JSON.stringify(value), ',')).toThrow(message);
});
