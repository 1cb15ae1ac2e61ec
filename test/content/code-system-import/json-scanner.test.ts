import fc from 'fast-check';
import { JsonScanner } from '../../../src/content/code-system-import/json-scanner.ts';
import type { SourceRecord } from '../../../src/content/code-system-import/source-scanner.ts';
import type { CodeSystem, CodeSystemConcept } from '../../../src/fhir/model.ts';
import { codeSystems } from '../../fixtures/terminology/generated-code-systems.ts';

type Seen = readonly [id: number, nestedIn: number | undefined, concept: unknown];

function seen({ id, nestedIn, json }: SourceRecord): Seen {
  const concept = JSON.parse(json.toString()) as CodeSystemConcept;
  if (concept.concept?.length === 0) delete concept.concept;
  return [id, nestedIn, concept];
}

/** What a walk over the resource's tree finds. */
function walked(codeSystem: CodeSystem): readonly Seen[] {
  const found: Seen[] = [];
  const walk = (concepts: readonly CodeSystemConcept[], nestedIn: number | undefined): void => {
    for (const concept of concepts) {
      const id = found.length;
      const own = { ...concept };
      delete own.concept;
      found.push([id, nestedIn, own]);
      walk(concept.concept ?? [], id);
    }
  };
  walk(codeSystem.concept ?? [], undefined);
  return found;
}

/** Scans in portions of this size, each by a new scanner made from the state of the last. */
function scanned(text: string, portion: number): { definition: unknown; records: readonly Seen[] } {
  const records: Seen[] = [];
  const sink = (record: SourceRecord): void => void records.push(seen(record));
  const bytes = Buffer.from(text);
  let scanner = new JsonScanner(sink);
  for (let at = 0; at < bytes.length; at += portion) {
    scanner.feed(bytes.subarray(at, at + portion));
    scanner = new JsonScanner(sink, JSON.parse(JSON.stringify(scanner.state())));
  }
  const definition = JSON.parse(scanner.end()) as { concept?: unknown };
  delete definition.concept;
  return { definition, records: records.sort(([a], [b]) => a - b) };
}

test('a resource gives the same concepts whatever the portions, pretty or not, gone on with at any place', () => {
  fc.assert(
    fc.property(codeSystems, fc.integer({ min: 1, max: 200 }), fc.constantFrom(0, 2), (codeSystem, portion, indent) => {
      const { concept, ...definition } = codeSystem;
      const { title, ...found } = scanned(
        JSON.stringify({ title: '"[{}]concept:\\', ...codeSystem }, null, indent),
        portion,
      ).definition as { title: string };
      expect([title, found]).toEqual(['"[{}]concept:\\', definition]);
      expect(scanned(JSON.stringify(codeSystem, null, indent), portion).records).toEqual(
        walked({ ...codeSystem, ...(concept && { concept }) }),
      );
    }),
    { numRuns: 300 },
  );
});

test('NDJSON is the resource and then a concept a line', () => {
  const lines = [{ resourceType: 'CodeSystem', url: 'x' }, { code: 'a', concept: [{ code: 'b' }] }, { code: 'c' }];
  const { definition, records } = scanned(`\uFEFF${lines.map(line => JSON.stringify(line)).join('\n')}\n`, 7);
  expect(definition).toEqual({ resourceType: 'CodeSystem', url: 'x' });
  expect(records.map(([id, nestedIn, concept]) => [id, nestedIn, (concept as CodeSystemConcept).code])).toEqual([
    [0, undefined, 'a'],
    [1, 0, 'b'],
    [2, undefined, 'c'],
  ]);
});

test('a record knows its line and its place in the source', () => {
  const text = '{"url": "x",\n "concept": [\n  {"code": "a"},\n  {"code": "b"}]}';
  const places: (readonly [number, number])[] = [];
  const scanner = new JsonScanner(({ line, offset }) => void places.push([line, offset]));
  scanner.feed(Buffer.from(text));
  expect(places).toEqual([
    [3, text.indexOf('{"code": "a"')],
    [4, text.indexOf('{"code": "b"')],
  ]);
});

test.each([
  ['nothing', '', 'line 1: the file ends'],
  ['something else', '[]', "line 1: '[' stands where a CodeSystem should begin"],
  ['a list of texts', '{"concept":\n["a"]}', "line 2: '\"' stands where a concept should begin"],
  ['half a concept', '{"concept":[{"code":"a"', 'ends in the middle of an object'],
  ['half a resource', '{"concept":[{"code":"a"}]', 'ends in the middle of an object'],
  ['nesting without end', '{"concept":['.repeat(600), 'nested more than 500 deep'],
])('%s is refused with its line', (_name, text, message) => {
  expect(() => scanned(text, 1000)).toThrow(message);
});
