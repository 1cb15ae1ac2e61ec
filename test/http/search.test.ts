/** Search at both endpoints: modifiers that need terminology, order, pages that are named by tokens, GET and POST. */
import request from 'supertest';
import { pageLinks, readPosition } from '../../src/operations/interactions/search-page.ts';
import type { PagedSearch } from '../../src/operations/interactions/search-page.ts';
import { readSearchQuery } from '../../src/operations/interactions/search-query.ts';
import { createTestApp } from '../fixtures/http/app.ts';
import { system } from '../fixtures/http/resources.ts';

const { app, stores } = createTestApp();
const paths = ['r4', 'r5'];

interface Bundle {
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: { readonly id: string; readonly [element: string]: unknown } }[];
}

async function search(path: string): Promise<Bundle> {
  const response = await request(app).get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return withoutHost(response.body);
}

function withoutHost(body: unknown): Bundle {
  return JSON.parse(JSON.stringify(body).replace(/http:\/\/127\.0\.0\.1:\d+/g, '')) as Bundle;
}

function idsOf({ entry = [] }: Bundle): readonly string[] {
  return entry.map(({ resource }) => resource.id);
}

function linkOf({ link }: Bundle, relation: string): string {
  return link.find(one => one.relation === relation)?.url ?? 'none';
}

const map = 'minerals-to-formulas';

describe.each(paths)('/%s: modifiers that need terminology', path => {
  test.each([
    ['source-code=halite', true],
    [`source-code=${system}|HALITE`, true],
    [`source-code=http://example.org/other|halite`, false],
    ['source-code:in=http://example.org/ValueSet/salts', true],
    ['source-code:in=http://example.org/ValueSet/salts|1.0.0', true],
    ['source-code:in=ValueSet/salts', true],
    ['source-code:not-in=http://example.org/ValueSet/salts', false],
    ['target-code:in=http://example.org/ValueSet/salts', false],
    [`source-code:below=${system}|salt`, true],
    [`source-code:below=${system}|halite`, true],
    [`source-code:below=${system}|calcite`, false],
    [`source-code:above=${system}|halite`, true],
    ['status:in=http://hl7.org/fhir/ValueSet/publication-status', true],
    ['status:not-in=http://hl7.org/fhir/ValueSet/publication-status', false],
  ])('ConceptMap?%s', async (query, isFound) => {
    const ids = idsOf(await search(`/${path}/ConceptMap?_count=500&${query}`));
    expect(ids.includes(map)).toBe(isFound);
  });
});

describe.each(paths)('/%s: order', path => {
  const namesOf = ({ entry = [] }: Bundle): readonly unknown[] => entry.map(({ resource }) => resource['name']);

  test('_sort orders all matches, descending with a minus, and stands in every link', async () => {
    const up = await search(`/${path}/CodeSystem?_sort=name,-version&_count=30`);
    const folded = namesOf(up).map(name => String(name).toLowerCase());
    expect(folded).toEqual([...folded].sort());
    const down = await search(`/${path}/CodeSystem?_sort=-name&_count=30`);
    expect(String(namesOf(down)[0]).toLowerCase() > (folded[0] ?? '')).toBe(true);
    expect(linkOf(down, 'next')).toContain('_sort=-name');
  });

  test('the second rule decides where the first leaves it open', async () => {
    const query = `/${path}/CodeSystem?url=${system}&_elements=version&_sort=name`;
    expect(idsOf(await search(`${query},version`))).toEqual(['minerals-1-0-0', 'minerals-2-0-0']);
    expect(idsOf(await search(`${query},-version`))).toEqual(['minerals-2-0-0', 'minerals-1-0-0']);
  });
});

describe('pages', () => {
  const pagedSearch = (text: string, contentKey = 'content'): PagedSearch => {
    const options = { isStrict: true, onIgnored: () => undefined };
    return {
      type: 'ValueSet',
      query: readSearchQuery(stores.R4, 'ValueSet', new URLSearchParams(text), options),
      contentKey,
    };
  };
  const nextOf = (text: string): string => {
    const links = pageLinks('', pagedSearch(text), 0, 100) as { relation: string; url: string }[];
    return links.find(({ relation }) => relation === 'next')?.url.slice(1) ?? '';
  };

  test('a link leads to where the page before it ended, however the answer is formed', () => {
    expect(readPosition(pagedSearch(nextOf('name=a&_count=7')))).toBe(7);
    expect(readPosition(pagedSearch(`${nextOf('name=a&_count=7')}&_summary=true&_format=json&_total=none`))).toBe(7);
  });

  test.each(['name=b&_count=7', 'name=a&_count=8', 'name=a&_count=7&_sort=name', 'name=a&status=draft&_count=7'])(
    'a token of another search is refused by %s',
    other => {
      const token = new URLSearchParams(nextOf('name=a&_count=7')).get('_page') ?? '';
      expect(token).toMatch(/^[\w-]{20,40}$/);
      expect(() => readPosition(pagedSearch(`${other}&_page=${token}`))).toThrow("'_page' is not of this search");
    },
  );

  test('a token of content that has changed is gone', () => {
    expect(() => readPosition(pagedSearch(nextOf('name=a'), 'other'))).toThrow(
      expect.objectContaining({ status: 410 }) as Error,
    );
  });

  test('are the same again', async () => {
    const first = await search('/r5/ValueSet?name=a&_count=3');
    const next = linkOf(first, 'next');
    expect(await search(next)).toEqual(await search(next));
    expect(linkOf(await search(next), 'previous')).toBe(linkOf(first, 'self'));
  });
});

test.each(paths)('/%s: POST to _search answers what GET answers', async path => {
  const query = 'status=draft&url:below=http://example.org&_sort=-date&_count=2';
  const posted = await request(app).post(`/${path}/ValueSet/_search`).type('form').send(query);
  expect(posted.status).toBe(200);
  expect(withoutHost(posted.body)).toEqual(await search(`/${path}/ValueSet?${query}`));
});

test.each([
  '_has:ValueSet:reference:url=x',
  '_filter=x',
  '_query=x',
  '_list=x',
  '_content=x',
  '_text=x',
  '_include=x',
  '_revinclude=x',
])('%s is refused by name and not advertised', async query => {
  const name = query.split(/[:=]/)[0] ?? '';
  for (const path of paths) {
    const { status, text } = await request(app).get(`/${path}/ValueSet?${query}`);
    expect([status, text.includes(`'${name}'`)]).toEqual([422, true]);
    expect(stores[path === 'r4' ? 'R4' : 'R5'].searchParameters('ValueSet')).not.toContainEqual(
      expect.objectContaining({ name, isSupported: true }),
    );
  }
});

test.each([
  [`_id=${'a,'.repeat(201)}`, 'at most 200 values'],
  [`name=${'a'.repeat(50_001)}`, 'at most 50000 characters'],
])('what would cost too much is refused', async (form, text) => {
  const response = await request(app).post('/r4/CodeSystem/_search').type('form').send(form);
  expect([response.status, response.text.includes(text)]).toEqual([422, true]);
});
