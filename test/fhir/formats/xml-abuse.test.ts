/** XML made to harm is refused in no time, as the client's fault. */
import { FhirError } from '../../../src/fhir/fhir-error.ts';
import { readXml } from '../../../src/fhir/formats/read-xml.ts';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const shapes = createElementShapes(packageDefinitions('R4'));
const fhir = 'xmlns="http://hl7.org/fhir"';
const narrative = `<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">`;

const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
const manyAttributes = (count: number, prefix = ''): string =>
  Array.from({ length: count }, (_, at) => ` ${prefix}a${at}="x"`).join('');

/** Short enough to be no hang on a busy machine, long enough that anything worse than linear would exceed it. */
const longest = 3_000;

test.each([
  ['a billion laughs', `<!DOCTYPE l [<!ENTITY l0 "lol">${laughs}]><Basic ${fhir}>&l9;</Basic>`, /document type/],
  [
    'an external entity',
    `<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><Basic ${fhir}>&x;</Basic>`,
    /document type/,
  ],
  ['an external document type', `<!DOCTYPE b SYSTEM "http://localhost/x.dtd"><Basic ${fhir}/>`, /document type/],
  ['a document type of megabytes', `<!DOCTYPE b [${'<!-- x -->'.repeat(200_000)}]><Basic ${fhir}/>`, /document type/],
  ['a document type in the middle', `<Basic ${fhir}><!DOCTYPE b></Basic>`, /doctype/],
  ['an entity of HTML', `<Basic ${fhir}>&nbsp;</Basic>`, /undefined entity/],
  ['a control character by number', `<Basic ${fhir}><language value="&#1;"/></Basic>`, /malformed character entity/],
  [
    'a control character by number in XML 1.1',
    `<?xml version="1.1"?><Basic ${fhir}><language value="&#1;"/></Basic>`,
    /character/,
  ],
  [
    'a character outside Unicode',
    `<Basic ${fhir}><language value="&#x110000;"/></Basic>`,
    /malformed character entity/,
  ],
  ['half a character', `<Basic ${fhir}><language value="\uD800"/></Basic>`, /disallowed character/],
  ['an element that is never closed', `<Basic ${fhir}><language value="x"/>`, /unclosed tag/],
  ['a tag that is never closed', `<Basic ${fhir}><language value="x"`, /unclosed tag/],
  [
    'tags closed in the wrong order',
    `<Basic ${fhir}>${narrative}<b><i></b></i></div></text></Basic>`,
    /unexpected close tag/,
  ],
  ['100,000 nested elements', `<Basic ${fhir}>${'<extension url="x">'.repeat(100_000)}`, /nested deeper than 100/],
  [
    '100,000 nested resources',
    `<Bundle ${fhir}>${'<entry><resource><Bundle>'.repeat(100_000)}`,
    /nested deeper than 100/,
  ],
  [
    '100,000 nested elements of a narrative',
    `<Basic ${fhir}>${narrative}${'<b>'.repeat(100_000)}`,
    /nested deeper than 100/,
  ],
  ['100,000 attributes', `<Basic ${fhir}><language${manyAttributes(100_000)}/></Basic>`, /more than 100 attributes/],
  ['100,000 namespaces', `<Basic ${fhir}${manyAttributes(100_000, 'xmlns:')}/>`, /more than 100 attributes/],
  ['an attribute twice', `<Basic ${fhir}><language value="x" value="y"/></Basic>`, /duplicate attribute/],
  [
    'an attribute twice by two prefixes',
    `<Basic ${fhir} xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"/>`,
    /duplicate attribute/,
  ],
  ['a prefix that stands for nothing', `<f:Basic/>`, /unbound namespace prefix/],
  [
    'an attribute of megabytes where none may be',
    `<Basic ${fhir}><language v="${'x'.repeat(2_000_000)}"/></Basic>`,
    /'v' is unknown/,
  ],
  ['a name of megabytes', `<Basic ${fhir}><${'x'.repeat(2_000_000)}/></Basic>`, /unknown here/],
  [
    'a number of megabytes',
    `<Observation ${fhir}><valueInteger value="${'9'.repeat(1_000_000)}x"/></Observation>`,
    /valid integer/,
  ],
  ["an object's prototype", `<Basic ${fhir}><__proto__ value="x"/></Basic>`, /<__proto__> is unknown/],
  ["an object's constructor", `<constructor ${fhir}/>`, /no type of resource/],
  ['a prototype as attribute', `<Basic ${fhir}><code __proto__="x"/></Basic>`, /'__proto__' is unknown/],
  [
    'a script by namespace',
    `<Basic ${fhir}>${narrative}<svg xmlns="http://www.w3.org/2000/svg"/></div></text></Basic>`,
    /must be in the namespace/,
  ],
  [
    'a link by XLink',
    `<Basic ${fhir}>${narrative}<a xmlns:l="http://www.w3.org/1999/xlink" l:href="x"/></div></text></Basic>`,
    /not one of XHTML/,
  ],
])('%s', (_, xml, reason) => {
  const start = performance.now();
  let thrown: unknown;
  try {
    readXml(xml, shapes);
  } catch (error) {
    thrown = error;
  }
  expect(performance.now() - start).toBeLessThan(longest);
  expect(thrown).toBeInstanceOf(FhirError);
  const { status, message } = thrown as FhirError;
  expect(status).toBe(400);
  expect(message).toMatch(reason);
  expect(message.length).toBeLessThan(500);
});

test('a long text that is sound is read in linear time', () => {
  const given = '<given value="x"/>'.repeat(50_000);
  const start = performance.now();
  const patient = readXml(`<Patient ${fhir}><name>${given}</name></Patient>`, shapes);
  expect((patient['name'] as { given: string[] }[])[0]?.given).toHaveLength(50_000);
  expect(performance.now() - start).toBeLessThan(longest);
});
