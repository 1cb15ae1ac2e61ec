import { parseSearchExpression, readPath } from '../../../src/store/search/element-path.ts';

const resource = {
  resourceType: 'Library',
  url: 'http://example.org/a',
  useContext: [{ valueCodeableConcept: { text: 'x' } }, { valueQuantity: { value: 1 } }],
  relatedArtifact: [
    { type: 'depends-on', resource: 'urn:d' },
    { type: 'composed-of', resource: 'urn:c' },
    { type: 'depends-on' },
  ],
  extension: [
    { url: 'http://example.org/e', valueString: 'hers' },
    { url: 'http://example.org/f', valueString: 'no' },
  ],
  nothing: null,
};

test.each([
  ['Library.url', ['http://example.org/a']],
  ['ValueSet.url | Library.url', ['http://example.org/a']],
  ['(Library.useContext.value as CodeableConcept)', [{ text: 'x' }]],
  ['(Library.useContext.value.ofType(CodeableConcept))', [{ text: 'x' }]],
  ['(Library.useContext.value.as(Quantity)) | (Library.useContext.value as Range)', [{ value: 1 }]],
  ["Library.relatedArtifact.where(type='depends-on').resource", ['urn:d']],
  ["Library.extension('http://example.org/e').value", ['hers']],
  ['Library.nothing.below', []],
])('%s leads to its values', (expression, values) => {
  const paths = parseSearchExpression(expression, 'Library') ?? [];
  expect(paths.flatMap(path => readPath(resource, path))).toEqual(values);
});

test.each([
  ['ValueSet.url'],
  [''],
  ['Library.url | Library.content.first()'],
  ['Library.a.where(b.exists())'],
  ["Library.where(a='b')"],
])('%s has no path', expression => {
  expect(parseSearchExpression(expression, 'Library')).toBeUndefined();
});
