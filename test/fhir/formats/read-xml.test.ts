import { FhirError } from '../../../src/fhir/fhir-error.ts';
import { formatResource, parseResource } from '../../../src/fhir/formats/json.ts';
import { readXml } from '../../../src/fhir/formats/read-xml.ts';
import { writeXml } from '../../../src/fhir/formats/write-xml.ts';
import { createElementShapes } from '../../../src/validation/create-element-shapes.ts';
import { packageDefinitions } from '../../fixtures/definitions/package-definitions.ts';

const shapes = {
  R4: createElementShapes(packageDefinitions('R4')),
  R5: createElementShapes(packageDefinitions('R5')),
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const fhir = 'xmlns="http://hl7.org/fhir"';
const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';

/** JSON text and XML text of the same resource. */
const pairs: [string, 'R4' | 'R5', string, string][] = [
  ['a resource without elements', 'R4', '{"resourceType":"Patient"}', `<Patient ${fhir}/>`],
  [
    'elements in the order of the definition, whatever the order in JSON',
    'R4',
    '{"resourceType":"Patient","gender":"male","active":true,"id":"x"}',
    `<Patient ${fhir}><id value="x"/><active value="true"/><gender value="male"/></Patient>`,
  ],
  [
    'ids and extensions of primitives, and lists with gaps',
    'R4',
    '{"resourceType":"Patient","name":[{"given":["A",null,"C"],"_given":[null,{"id":"g","extension":[{"url":"u","valueCode":"c"}]},{"id":"h"}]}],"_birthDate":{"extension":[{"url":"v","valueInteger":3}]}}',
    `<Patient ${fhir}><name><given value="A"/><given id="g"><extension url="u"><valueCode value="c"/></extension></given><given id="h" value="C"/></name><birthDate><extension url="v"><valueInteger value="3"/></extension></birthDate></Patient>`,
  ],
  [
    'a list of primitives without any value',
    'R4',
    '{"resourceType":"Patient","name":[{"_given":[{"id":"g"}]}]}',
    `<Patient ${fhir}><name><given id="g"/></name></Patient>`,
  ],
  [
    'contained resources',
    'R4',
    '{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o"},{"resourceType":"Basic"}]}',
    `<Patient ${fhir}><contained><Organization><id value="o"/></Organization></contained><contained><Basic/></contained></Patient>`,
  ],
  [
    'resources in parameters, and parts of parts',
    'R5',
    '{"resourceType":"Parameters","parameter":[{"name":"a","resource":{"resourceType":"Basic","id":"b"}},{"name":"c","part":[{"name":"d","valueBoolean":false}]}]}',
    `<Parameters ${fhir}><parameter><name value="a"/><resource><Basic><id value="b"/></Basic></resource></parameter><parameter><name value="c"/><part><name value="d"/><valueBoolean value="false"/></part></parameter></Parameters>`,
  ],
  [
    'elements that are defined by reference to others',
    'R5',
    '{"resourceType":"ValueSet","compose":{"exclude":[{"system":"s","filter":[{"property":"p","op":"=","value":"v"}]}]}}',
    `<ValueSet ${fhir}><compose><exclude><system value="s"/><filter><property value="p"/><op value="="/><value value="v"/></filter></exclude></compose></ValueSet>`,
  ],
  [
    'decimals by their text',
    'R4',
    '{"resourceType":"Observation","valueQuantity":{"value":1.00,"extension":[{"url":"u","valueDecimal":1E2},{"url":"u","valueDecimal":0.12345678901234567890123}]}}',
    `<Observation ${fhir}><valueQuantity><extension url="u"><valueDecimal value="1E2"/></extension><extension url="u"><valueDecimal value="0.12345678901234567890123"/></extension><value value="1.00"/></valueQuantity></Observation>`,
  ],
  [
    'decimals in a list by their text',
    'R4',
    '{"resourceType":"MolecularSequence","coordinateSystem":1,"quality":[{"type":"snp","roc":{"precision":[0.50,1,0.10]}}]}',
    `<MolecularSequence ${fhir}><coordinateSystem value="1"/><quality><type value="snp"/><roc><precision value="0.50"/><precision value="1"/><precision value="0.10"/></roc></quality></MolecularSequence>`,
  ],
  [
    'integers of 64 bits as text in JSON',
    'R5',
    '{"resourceType":"DocumentReference","content":[{"attachment":{"size":"9007199254740993"}}]}',
    `<DocumentReference ${fhir}><content><attachment><size value="9007199254740993"/></attachment></content></DocumentReference>`,
  ],
  [
    'blanks, markup and quotes in text',
    'R4',
    '{"resourceType":"Patient","name":[{"text":" a\\t<b> \\"c\\" & d\\r\\ne "}]}',
    `<Patient ${fhir}><name><text value=" a&#9;&lt;b&gt; &quot;c&quot; &amp; d&#13;&#10;e "/></name></Patient>`,
  ],
  [
    'a narrative with markup, void elements and comments',
    'R4',
    `{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p class=\\"a\\">1 &lt; 2<br/>\\n<a name=\\"x\\"></a><!-- note --></p></div>"}}`,
    `<Patient ${fhir}><text><status value="generated"/><div ${xhtml}><p class="a">1 &lt; 2<br/>\n<a name="x"></a><!-- note --></p></div></text></Patient>`,
  ],
  [
    'an element with nothing but an id',
    'R5',
    '{"resourceType":"Medication","identifier":[{"id":"1"}]}',
    `<Medication ${fhir}><identifier id="1"/></Medication>`,
  ],
];

test.each(pairs)('%s (%s) go to XML and come back', (_, version, json, xml) => {
  const resource = parseResource(json);
  expect(writeXml(resource, shapes[version])).toBe(declaration + xml);
  const back = readXml(xml, shapes[version]);
  expect(JSON.parse(formatResource(back))).toEqual(JSON.parse(json));
  expect(writeXml(back, shapes[version])).toBe(declaration + xml);
  expect(writeXml(parseResource(formatResource(back)), shapes[version])).toBe(declaration + xml);
});

test('pretty XML has a line for each element and reads the same', () => {
  const resource = parseResource(
    '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Basic"}}]}',
  );
  const xml = writeXml(resource, shapes.R4, { isPretty: true });
  expect(xml.split('\n')).toEqual([
    declaration,
    `<Bundle ${fhir}>`,
    '  <type value="collection"/>',
    '  <entry>',
    '    <resource>',
    '      <Basic/>',
    '    </resource>',
    '  </entry>',
    '</Bundle>',
    '',
  ]);
  expect(readXml(xml, shapes.R4)).toEqual(resource);
});

/** XML that says the same in other ways. */
test.each([
  ['a byte order mark', `\uFEFF${declaration}<Basic ${fhir}/>`],
  ['comments and processing instructions', `<?a b?><!-- c --><Basic ${fhir}><!-- <d> --><?e?></Basic><!-- f -->`],
  ['a prefix for the namespace', '<f:Basic xmlns:f="http://hl7.org/fhir"></f:Basic>'],
  [
    'the place of a schema',
    `<Basic ${fhir} xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a b"/>`,
  ],
  ['another word for UTF-8', `<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<Basic ${fhir}> \n </Basic>`],
])('%s changes nothing', (_, xml) => {
  expect(readXml(xml, shapes.R4)).toEqual({ resourceType: 'Basic' });
});

test.each([
  ['entities of XML and characters by number', '<language value="&lt;&amp;&#233;&#x1F600;"/>', { language: '<&é😀' }],
  ['an integer with a plus', '<multipleBirthInteger value="+2"/>', { multipleBirthInteger: 2 }],
])('%s are read', (_, element, expected) => {
  expect(readXml(`<Patient ${fhir}>${element}</Patient>`, shapes.R4)).toEqual({ resourceType: 'Patient', ...expected });
});

test.each([
  ['a prefix', `<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:b>x</h:b></h:div>`, '<b>x</b>'],
  ['text that needs no escape', `<div ${xhtml}><![CDATA[1 < 2]]> &#62; &quot;</div>`, '1 &lt; 2 &gt; "'],
  [
    'the language of a part',
    `<div ${xhtml}><i xml:lang='en' title='a "b"'/></div>`,
    '<i xml:lang="en" title="a &quot;b&quot;"></i>',
  ],
])('a narrative with %s becomes plain XHTML', (_, div, content) => {
  const patient = readXml(`<Patient ${fhir}><text><status value="generated"/>${div}</text></Patient>`, shapes.R4);
  expect(patient['text']).toEqual({ status: 'generated', div: `<div ${xhtml}>${content}</div>` });
});

function errorOf(run: () => unknown): FhirError {
  try {
    run();
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
  throw new Error('no error');
}

test.each([
  ['', 'line 1, column 1: document must contain a root element', undefined],
  ['{"resourceType":"Patient"}', 'line 1, column 27: text data outside of root node', undefined],
  ['<Patient/>', 'line 1, column 1: <Patient> must be in the namespace http://hl7.org/fhir', undefined],
  [`<Patent ${fhir}/>`, 'line 1, column 1: <Patent> is no type of resource of this FHIR version', undefined],
  [`<Element ${fhir}/>`, 'line 1, column 1: <Element> is no type of resource of this FHIR version', undefined],
  [
    `<DomainResource ${fhir}/>`,
    'line 1, column 1: <DomainResource> is no type of resource of this FHIR version',
    undefined,
  ],
  [`<Patient ${fhir} id="1"/>`, "line 1, column 1: the attribute 'id' is unknown here", undefined],
  [
    `<Patient ${fhir}>\n <name><givn value="x"/></name></Patient>`,
    'line 2, column 8 (Patient.name[0]): the element <givn> is unknown here',
    'Patient.name[0]',
  ],
  [
    `<Patient ${fhir}><name/></Patient>`,
    'line 1, column 38 (Patient.name[0]): the element is empty',
    'Patient.name[0]',
  ],
  [
    `<Patient ${fhir}><active/></Patient>`,
    'line 1, column 38 (Patient.active): the element is empty',
    'Patient.active',
  ],
  [
    `<Patient ${fhir}>\r\n<active value=""/></Patient>`,
    "line 2, column 1 (Patient.active): the attribute 'value' is empty",
    'Patient.active',
  ],
  [
    `<Patient ${fhir}><active value="yes"/></Patient>`,
    "line 1, column 38 (Patient.active): 'yes' is not a valid boolean",
    'Patient.active',
  ],
  [
    `<Patient ${fhir}><active value="true" code="x"/></Patient>`,
    "line 1, column 38 (Patient.active): the attribute 'code' is unknown here",
    'Patient.active',
  ],
  [
    `<Patient ${fhir}><gender value="male"/><active value="true"/></Patient>`,
    'line 1, column 60 (Patient): <active> must stand before <gender>',
    'Patient',
  ],
  [
    `<Patient ${fhir}><active value="true"/><active value="true"/></Patient>`,
    'line 1, column 60 (Patient): <active> may stand only once',
    'Patient',
  ],
  [
    `<Patient ${fhir}><deceasedBoolean value="true"/><deceasedDateTime value="2020"/></Patient>`,
    "line 1, column 69 (Patient): <deceasedDateTime> can't stand beside <deceasedBoolean>",
    'Patient',
  ],
  [`<Patient ${fhir}>hello</Patient>`, 'line 1, column 1 (Patient): text may stand only in a narrative', 'Patient'],
  [
    `<Patient ${fhir}><contained/></Patient>`,
    'line 1, column 38 (Patient.contained[0]): a resource must stand here',
    'Patient.contained[0]',
  ],
  [
    `<Patient ${fhir}><contained><Basic/><Basic/></contained></Patient>`,
    'line 1, column 57 (Patient.contained[0]): only one resource may stand here',
    'Patient.contained[0]',
  ],
  [
    `<Patient ${fhir}><text><status value="generated"/><div>x</div></text></Patient>`,
    'line 1, column 71: <div> must be in the namespace http://www.w3.org/1999/xhtml',
    undefined,
  ],
  [
    `<Patient ${fhir}><active xmlns="urn:x" value="true"/></Patient>`,
    'line 1, column 38 (Patient): <active> must be in the namespace http://hl7.org/fhir',
    'Patient',
  ],
  [`<Patient ${fhir}/><Patient ${fhir}/>`, 'line 1, column 47: documents may contain only one root', undefined],
])('%j is refused with its place', (xml, fault, expression) => {
  const error = errorOf(() => readXml(xml, shapes.R4));
  expect(error.message).toBe(`Invalid XML at ${fault}`);
  expect(error.status).toBe(400);
  expect(error.issues[0]?.code).toBe('structure');
  expect(error.issues[0]?.expression).toBe(expression);
});

test.each(['1.', '.5', '+1', '01', '0x10', 'NaN', 'INF', '1e', ' 1', ''])('%j is no decimal', value => {
  const xml = `<Observation ${fhir}><valueQuantity><value value="${value}"/></valueQuantity></Observation>`;
  expect(errorOf(() => readXml(xml, shapes.R4)).status).toBe(400);
});

test.each(['UTF-16', 'ISO-8859-1', 'windows-1252'])('the encoding %s is an unsupported media type', encoding => {
  const error = errorOf(() => readXml(`<?xml version="1.0" encoding="${encoding}"?><Basic ${fhir}/>`, shapes.R4));
  expect([error.status, error.issues[0]?.code]).toEqual([415, 'not-supported']);
});
