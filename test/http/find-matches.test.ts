/** `CodeSystem/$find-matches` at both endpoints. */
import request from 'supertest';
import { createTestApp } from '../fixtures/http/app.ts';

const { app } = createTestApp();
const endpoints = ['r4', 'r5'] as const;
const url = 'http://example.org/CodeSystem/stones';

const property = (code: string, value: object) => ({ code, ...value });
const stones = {
  resourceType: 'CodeSystem',
  url,
  version: '1',
  status: 'active',
  content: 'complete',
  caseSensitive: true,
  hierarchyMeaning: 'is-a',
  property: [
    { code: 'colour', type: 'string' },
    { code: 'site', type: 'code' },
    { code: 'soft', type: 'boolean' },
  ],
  concept: [
    { code: 'organ', display: 'Organ', concept: [{ code: 'kidney', display: 'Kidney' }] },
    {
      code: 'stone',
      display: 'Stone',
      concept: [
        {
          code: 'white',
          display: 'White kidney stone',
          property: [
            property('colour', { valueString: 'white' }),
            property('site', { valueCode: 'kidney' }),
            property('soft', { valueBoolean: true }),
          ],
        },
        {
          code: 'grey',
          display: 'Grey stone',
          property: [
            property('colour', { valueString: 'pale grey' }),
            property('site', { valueCode: 'kidney' }),
            property('soft', { valueBoolean: false }),
          ],
        },
      ],
    },
  ],
};

interface Part {
  readonly name: string;
  readonly part?: readonly Part[];
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueCoding?: { readonly code: string };
}

const sought = (code: string, value: object, ...nested: object[]) => ({
  name: 'property',
  part: [
    { name: 'code', valueCode: code },
    ...(Object.keys(value).length > 0 ? [{ name: 'value', ...value }] : []),
    ...nested,
  ],
});

async function ask(base: string, exact: boolean, ...parameter: object[]) {
  const body = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'system', valueUri: url },
      { name: 'exact', valueBoolean: exact },
      { name: 'tx-resource', resource: stones },
      ...parameter,
    ],
  };
  const path = `/${base}/CodeSystem/$find-matches`;
  return request(app).post(path).type('application/fhir+json').send(JSON.stringify(body));
}

/** Each match as `code: unmatched properties`. */
function matchesOf(body: unknown): string[] {
  const { parameter = [] } = body as { parameter?: readonly Part[] };
  return parameter.map(({ part = [] }) => {
    const code = part.find(({ name }) => name === 'code')?.valueCoding?.code ?? '';
    const unmatched = part.filter(({ name }) => name === 'unmatched').map(each => each.part?.[0]?.valueCode ?? '');
    return [code, ...unmatched].join(' ');
  });
}

const white = sought('colour', { valueString: 'white' });
const kidney = sought('site', { valueCode: 'kidney' });

describe.each(endpoints)('/%s', base => {
  test.each<[string, object[], string[]]>([
    ['all properties first, then some of them', [white, kidney], ['white', 'grey colour']],
    ['a Coding by its code', [sought('site', { valueCoding: { system: url, code: 'kidney' } })], ['white', 'grey']],
    ['a boolean', [sought('soft', { valueBoolean: false })], ['grey']],
    ['the hierarchy', [sought('parent', { valueCode: 'stone' }), white], ['white', 'grey colour']],
    ['nothing that fits', [sought('colour', { valueString: 'red' })], []],
    ['a property that is not there', [kidney, sought('weight', { valueInteger: 3 })], ['white weight', 'grey weight']],
    [
      'nested properties',
      [
        kidney,
        sought(
          'group',
          {},
          {
            name: 'subproperty',
            part: [
              { name: 'code', valueCode: 'x' },
              { name: 'value', valueCode: 'y' },
            ],
          },
        ),
      ],
      ['white group', 'grey group'],
    ],
  ])('for a machine: %s', async (_name, properties, expected) => {
    const { status, body } = await ask(base, true, ...properties);
    expect([status, matchesOf(body)]).toEqual([200, expected]);
    expect(JSON.stringify(body)).not.toContain('"comment"');
  });

  test('for a person words and narrower codes are guesses, and comments say so', async () => {
    const organ = sought('site', { valueCode: 'organ' });
    const { body } = await ask(base, false, sought('colour', { valueString: 'grey' }), organ);
    expect(matchesOf(body)).toEqual(['grey', 'white colour']);
    const comments = JSON.stringify(body);
    for (const text of ['Possible match', "has the words of 'grey'", 'met by a narrower code']) {
      expect(comments).toContain(text);
    }
    const complete = await ask(base, false, white, kidney);
    expect(JSON.stringify(complete.body)).toContain('Complete match');
  });

  test.each([
    ['no property', true, []],
    ['an unknown code system', true, [{ name: 'version', valueString: '9' }, white]],
  ])('%s is an error', async (_name, exact, parameter) => {
    const { status, body } = await ask(base, exact, ...parameter);
    expect([Math.floor(status / 100), (body as { resourceType: string }).resourceType]).toEqual([
      4,
      'OperationOutcome',
    ]);
  });
});

test('at an instance the code system is the one that was called on', async () => {
  const body = {
    resourceType: 'Parameters',
    parameter: [{ name: 'exact', valueBoolean: true }, sought('display', { valueString: 'Halite' })],
  };
  const path = '/r4/CodeSystem/minerals-2-0-0/$find-matches';
  const response = await request(app).post(path).type('application/fhir+json').send(JSON.stringify(body));
  expect(matchesOf(response.body)).toEqual(['halite']);
});
