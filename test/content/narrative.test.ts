import { addNarrative } from '../../src/content/narrative/narrative.ts';
import type { AnyResource } from '../../src/fhir/model.ts';

const divOf = (resource: AnyResource): string => (addNarrative(resource)['text'] as { div: string }).div;

test.each<[string, AnyResource, string[]]>([
  [
    'a code system shows concepts by level, designations and properties',
    {
      resourceType: 'CodeSystem',
      property: [{ code: 'serumCalcium', type: 'string', description: 'Pattern.' }],
      concept: [
        {
          code: 'a',
          display: 'Alpha',
          designation: [{ language: 'fr', value: 'Alpha fr' }],
          concept: [
            {
              ...{ code: 'b', display: 'Beta', definition: 'Below.' },
              property: [
                { code: 'serumCalcium', valueString: 'low' },
                { code: 'avoid', valueBoolean: true },
              ],
            },
          ],
        },
      ],
    },
    [
      '<code>a</code>',
      'Alpha; Alpha fr (fr)',
      '<code>\u00a0\u00a0b</code>',
      'Below.',
      'serum calcium: low',
      'avoid: yes',
      '<code>serum calcium</code>: Pattern.',
    ],
  ],
  [
    'a value set shows its codes with their comments',
    {
      resourceType: 'ValueSet',
      compose: {
        include: [
          {
            system: 'http://example.org/s',
            concept: [
              {
                code: 'a',
                display: 'Alpha',
                extension: [
                  {
                    url: 'http://hl7.org/fhir/StructureDefinition/valueset-concept-comments',
                    valueString: 'Wider than meant.',
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    ['Includes codes of http://example.org/s', '<td><code>a</code></td><td>Alpha</td><td>Wider than meant.</td>'],
  ],
  [
    'a value set says in words what its filters choose',
    {
      resourceType: 'ValueSet',
      compose: {
        include: [
          { system: 's', filter: [{ property: 'concept', op: 'is-a', value: 'a' }] },
          {
            ...{ system: 's' },
            filter: [
              { property: 'axis', op: '=', value: 'site' },
              { property: 'concept', op: 'descendent-of', value: 'b' },
              { property: 'code', op: 'regex', value: 'c.*' },
            ],
          },
        ],
      },
    },
    [
      'Only those that are a or kinds of it.',
      'Only those whose axis is site and that are kinds of b and where code regex c.*.',
    ],
  ],
  [
    'a concept map says the relationship in words, and where there is no target',
    {
      resourceType: 'ConceptMap',
      group: [
        {
          source: 's',
          target: 't',
          element: [
            { code: 'a', target: [{ code: 'b', relationship: 'source-is-narrower-than-target', comment: 'Why.' }] },
            { code: 'c', noMap: true },
            {
              code: 'd',
              noMap: true,
              extension: [
                {
                  url: 'https://w3id.org/calcinosis/fhir/StructureDefinition/conceptmap-nomap-comment',
                  valueString: 'Searched, and not found.',
                },
              ],
            },
          ],
        },
      ],
    },
    [
      '<td>a</td><td>is narrower than</td><td>b</td><td>Why.</td>',
      '<td>c</td><td>has no target</td>',
      '<td>d</td><td>has no target</td><td></td><td>Searched, and not found.</td>',
    ],
  ],
  [
    'a manifest shows what it pins, its own apart from what belongs to others',
    {
      resourceType: 'Library',
      relatedArtifact: [
        { type: 'composed-of', display: 'Types', resource: 'http://example.org/types|1.0' },
        { type: 'depends-on', display: 'Drugs', resource: 'http://example.org/drugs' },
      ],
    },
    [
      '<h3>What this content defines</h3>',
      '<td>Types</td><td>http://example.org/types</td><td>1.0</td>',
      '<h3>What this content uses of others</h3>',
      '<td>Drugs</td><td>http://example.org/drugs</td><td>not known</td>',
    ],
  ],
  [
    'advice against an activity stands out',
    { resourceType: 'ActivityDefinition', doNotPerform: true, productCodeableConcept: { text: 'warfarin' } },
    ['Advice against doing this.', 'About: warfarin'],
  ],
  [
    'a plan shows its options and its sources, with what each says',
    {
      resourceType: 'PlanDefinition',
      action: [
        {
          title: 'Inflamed',
          action: [{ title: 'Option one' }],
          selectionBehavior: 'at-most-one',
          documentation: [{ type: 'citation', label: 'STUDY', display: '8 of 9', citation: 'A journal' }],
        },
      ],
    },
    [
      '<h3>Inflamed</h3>',
      '<p><b>Options, at most one of them</b></p><ul><li>Option one</li></ul>',
      '<p><b>What the sources say</b></p><ul><li>STUDY: 8 of 9. Source: A journal</li></ul>',
    ],
  ],
  [
    'evidence shows figures and certainty',
    {
      resourceType: 'Evidence',
      statistic: [{ description: '22 of 28' }],
      certainty: [{ description: 'Uncontrolled.', rating: { coding: [{ display: 'Very low' }] } }],
    },
    ['<li>22 of 28</li>', 'Certainty: Very low. Uncontrolled.'],
  ],
])('%s', (_, resource, expected) => {
  for (const text of expected) expect(divOf(resource)).toContain(text);
});

test('text is escaped, so that the narrative is well-formed', () => {
  const div = divOf({ resourceType: 'ValueSet', title: '<script>&"\'\u0001', description: 'a < b' });
  expect(div).toBe(
    '<div xmlns="http://www.w3.org/1999/xhtml"><h2>&lt;script&gt;&amp;&quot;&#39;</h2><p>a &lt; b</p></div>',
  );
});

test.each([
  ['draft', true],
  ['active', false],
])('a %s says that nobody has reviewed it: %s', (status, isSaid) => {
  expect(divOf({ resourceType: 'ValueSet', status }).includes('no clinician has reviewed')).toBe(isSaid);
});

test('a narrative that somebody wrote stays', () => {
  const resource = { resourceType: 'ValueSet', text: { status: 'additional', div: '<div/>' } };
  expect(addNarrative(resource)).toBe(resource);
});
