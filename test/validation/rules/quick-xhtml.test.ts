/** What the quick reader of narratives takes, the XML parser reads as the same; what is odd it leaves. */
import fc from 'fast-check';
import { readQuickly } from '../../../src/validation/rules/narrative/quick-xhtml.ts';
import { parseSlowly, textOf } from '../../../src/validation/rules/narrative/xhtml-tree.ts';
import type { XhtmlElement } from '../../../src/validation/rules/narrative/xhtml-element.ts';
import { exampleTexts } from '../proof/sound-examples.ts';

const shapeOf = (element: XhtmlElement): unknown => [
  element.name,
  [...element.attributes],
  element.children.map(child => (typeof child === 'string' ? child : shapeOf(child))),
];

/** The tree as both readers have it, or that the quick one has left it. */
function read(text: string): { readonly quick: unknown; readonly slow: unknown } {
  const elements = readQuickly(text);
  const { root, elements: all, fault, unknownEntities } = parseSlowly(text);
  const isSound = fault === undefined && unknownEntities.length === 0 && root !== undefined;
  return {
    quick: elements === undefined ? 'left' : [elements.map(({ name }) => name), shapeOf(elements[0]!)],
    slow: isSound ? [all.map(({ name }) => name), shapeOf(root)] : 'faulty',
  };
}

describe('the quick reader of narratives', () => {
  test.each([
    '<div/>',
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b &amp;amp; c</p><br/><br /></div>\n',
    '<div  class="a b"\n id="x">one<b>two</b >three</div >',
    '<div><table><tr><td>1</td></tr></table></div>',
  ])('takes %s', text => {
    const { quick, slow } = read(text);
    expect(quick).toEqual(slow);
  });

  test.each([
    ['an attribute in single quotes', "<div id='x'>a</div>"],
    ['a comment', '<div><!-- a -->b</div>'],
    ['an entity of HTML', '<div>a&nbsp;b</div>'],
    ['a numeric entity', '<div>a&#160;b</div>'],
    ['CDATA', '<div><![CDATA[a]]></div>'],
    ['the end of CDATA alone', '<div>a ]]> b</div>'],
    ['an element that is not closed', '<div><p>a</div>'],
    ['an attribute twice', '<div id="a" id="b">a</div>'],
    ['an attribute without value', '<div hidden>a</div>'],
    ['text behind', '<div>a</div>b'],
    ['a second root', '<div>a</div><div>b</div>'],
    ['a document type', '<!DOCTYPE html><div>a</div>'],
    ['a control character', '<div>a\u0001b</div>'],
    ['a carriage return', '<div>a\r\nb</div>'],
    ['nothing', ''],
  ])('leaves %s to the XML parser', (_name, text) => {
    expect(readQuickly(text)).toBeUndefined();
  });

  test("reads HL7's examples as the XML parser does, and most of them at all", () => {
    const texts = exampleTexts('R4', 60_000).filter((_, at) => at % 3 === 0);
    const divs = texts.flatMap(text => (JSON.parse(text) as { text?: { div?: string } }).text?.div ?? []);
    const all = divs.map(read);
    const taken = all.filter(({ quick }) => quick !== 'left');
    expect(taken.length / all.length).toBeGreaterThan(0.7);
    for (const { quick, slow } of taken) expect(quick).toEqual(slow);
  });

  test('takes nothing in 2,000 mangled texts that the XML parser refuses', () => {
    const pieces = fc.constantFrom(
      '<div>',
      '</div>',
      '<p a="1">',
      '</p>',
      '<br/>',
      'x',
      ' ',
      '&amp;',
      '&',
      '<',
      '>',
      '"',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), parts => {
        const { quick, slow } = read(`<div>${parts.join('')}</div>`);
        if (quick !== 'left') expect(quick).toEqual(slow);
      }),
      { numRuns: 2_000, seed: 20261125 },
    );
  });

  test('gives the text of an element', () => {
    expect(textOf(readQuickly('<div>a<b>b<i>c</i></b>d</div>')![0]!)).toBe('abcd');
  });
});
