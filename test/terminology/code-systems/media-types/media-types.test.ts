import fc from 'fast-check';
import { createMediaTypes } from '../../../../src/terminology/code-systems/media-types/media-types.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

const mediaTypes = createMediaTypes();
const open = () => mediaTypes.open();
const has = (code: string): boolean => open().findConcept(code) !== undefined;

describeProvider({
  name: 'BCP 13',
  open,
  codes: [
    'text/plain',
    'application/fhir+json',
    'image/svg+xml',
    'text/plain; charset=utf-8',
    'x-house/x-own',
    'text/cql',
  ],
  otherCase: [
    ['TEXT/Plain', 'text/plain'],
    ['Text/PLAIN; charset=UTF-8', 'text/plain; charset=UTF-8'],
  ],
  unknown: ['', 'text', 'text/', '/plain', 'text/plain/x', 'texxt/plain', 'text/plain;', ' text/plain', 'text/*'],
  filters: ['type', 'subtype', 'suffix', 'parameter', 'registered'],
});

test.each<[string, boolean]>([
  ['text/plain;charset=utf-8;format=flowed', true],
  ['text/plain; charset="utf-8"', true],
  ['multipart/mixed; boundary="a \\" b; c"', true],
  ['text/plain; charset=utf-8; CHARSET=ascii', false],
  ['text/plain; charset', false],
  ['text/plain; =utf-8', false],
  ['text/plain; charset="utf-8', false],
  ['text/plain; a=b c', false],
  [`text/${'a'.repeat(127)}`, true],
  [`text/${'a'.repeat(128)}`, false],
  ['text/pläin', false],
])('%s is a media type: %s', (text, expected) => {
  expect(has(text)).toBe(expected);
});

test.each([
  ['application/fhir+json', true],
  ['text/x-fhir-query', false],
])('IANA has registered %s: %s', (code, expected) => {
  const provider = open();
  const concept = provider.findConcept(code)!;
  expect(provider.getProperties(concept)).toContainEqual({
    code: 'registered',
    valueType: 'valueBoolean',
    value: expected,
  });
});

const piece = fc.constantFrom(
  ...['text', '/', 'plain', ';', ' ', 'a', '=', '"', '\\', 'b', '\t', 'é', '\n', '+', 'xml'],
);

test('any text is answered without a throw; what is read begins with type and subtype', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), parts => {
      const text = parts.join('');
      if (has(text)) expect(text).toMatch(/^text\/[a-z+]+($|[ \t]*;)/);
    }),
    { numRuns: 3000, seed: 20261125 },
  );
});
