/** Narratives: XHTML, allowed names, places, links. */
import { errorsOf, issuesOf, shown } from '../../fixtures/http/ask-validator.ts';

const xmlns = 'xmlns="http://www.w3.org/1999/xhtml"';
const patient = (div: string, further: object = {}) => ({
  resourceType: 'Patient',
  id: 'p',
  text: { status: 'generated', div },
  ...further,
});
const div = (inner: string): string => `<div ${xmlns}>${inner}</div>`;
const txt = 'http___hl7_org_fhir_StructureDefinition_';

test.each<[string, string, readonly string[]]>([
  ['text', div('<p>Salt &amp; water &lt; 1 &#160;l</p>'), []],
  [
    'a table',
    div('<table border="1"><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>'),
    [],
  ],
  ['lists', div('<ul><li>a<ol><li>b</li></ol></li></ul><dl><dt>a</dt><dd>b</dd></dl>'), []],
  ['an image alone', div('<img src="http://calx.test/a.png" alt="a"/>'), []],
  ['a link to a place in it', div('<p><a href="#x">go</a></p><p id="x">there</p>'), []],
  ['a link to a named place', div('<p><a href="#x">go</a> <a name="x">there</a></p>'), []],
  ['a link to nothing', div('<p><a href="#x">go</a></p>'), ['TYPE_SPECIFIC_CHECKS_DT_XHTML_RESOLVE']],
  ['an image that is nowhere', div('<p>a<img src="#x" alt="a"/></p>'), ['Type_Specific_Checks_DT_XHTML_Resolve_Img']],
  ['an image with an id of its own', div('<p>a<img id="x" src="#x" alt="a"/></p>'), []],
  ['a link to no place', div('<p><a href="">go</a></p>'), ['TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF']],
  ['a link to a urn', div('<p><a href="urn:oid:1.2">go</a></p>'), ['TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF']],
  ['a script', div('<script>go()</script><p>a</p>'), ['XHTML_XHTML_Element_Illegal', txt]],
  ['an event', div('<p onclick="go()">a</p>'), ['XHTML_XHTML_Attribute_Illegal', txt]],
  ['a script as link', div('<p><a href="javascript:go()">a</a></p>'), ['XHTML_URL_INVALID']],
  ['nothing', div(' '), [txt]],
  ['a tag that is closed wrongly', div('<p>a</pa>'), ['Error_parsing_XHTML_', txt, txt]],
  ['an entity of HTML', div('<p>a&nbsp;b</p>'), ['XHTML_XHTML_ENTITY_INVALID']],
  ['another root', `<p ${xmlns}>a</p>`, ['XHTML_XHTML_Name_Invalid']],
  ['no namespace', '<div>a</div>', ['XHTML_XHTML_NS_InValid']],
  ['a block in a paragraph', div('<p>a<div>b</div></p>'), ['XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA']],
  ['a row outside of a table', div('<tr><td>a</td></tr>'), ['XHTML_XHTML_OUT_OF_PLACE']],
  ['text in a list', div('<ul>a<li>b</li></ul>'), ['XHTML_XHTML_ILLEGAL_CHILDREN']],
  ['a break with content', div('<br>a</br>'), ['XHTML_XHTML_NO_CHILDREN']],
])('a narrative with %s', async (_what, text, expected) => {
  const errors = await errorsOf('r4', patient(text));
  expect(errors).toEqual(expected.map(id => `${id} Patient.text.div`));
});

test('links reach contained resources and the other entries of a bundle', async () => {
  const contained = [{ resourceType: 'Organization', id: 'o', name: 'O' }];
  const held = patient(div('<p><a href="#o">O</a></p>'), { contained, managingOrganization: { reference: '#o' } });
  expect(await errorsOf('r4', held)).toEqual([]);
  const urn = (at: number): string => `urn:uuid:c757873d-ec9a-4326-a141-556f4323952${String(at)}`;
  const entry = [patient(div('<p><a href="#d">D</a></p>')), { resourceType: 'Device', id: 'd' }].map(
    (resource, at) => ({ fullUrl: urn(at), resource }),
  );
  expect(await errorsOf('r4', { resourceType: 'Bundle', type: 'collection', entry })).toEqual([]);
});

test('an id that stands twice in a narrative is a warning', async () => {
  const issues = await issuesOf('r4', patient(div('<p id="a">a</p><p id="a">b</p>')));
  expect(shown(issues)).toEqual([]);
  expect(shown(issues, 'warning')).toEqual(['XHTML_XHTML_DUPLICATE_IDS Patient.text.div']);
});
