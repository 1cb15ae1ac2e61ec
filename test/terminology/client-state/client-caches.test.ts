/** Resources that clients leave here: who sees them, how long, and how much there may be. */
import type { AnyResource } from '../../../src/fhir/model.ts';
import { ClientCaches } from '../../../src/terminology/client-state/client-caches.ts';

const resource = (name: string, more: object = {}): AnyResource => ({
  resourceType: 'ValueSet',
  url: `http://example.org/${name}`,
  status: 'active',
  ...more,
});
const urls = (index: ReadonlyMap<string, readonly { url: string }[]>): string[] =>
  [...index.values()].flat().map(({ url }) => url.slice('http://example.org/'.length));
const unknown = expect.objectContaining({
  status: 404,
  issues: [expect.objectContaining({ messageId: 'CACHE_ID_UNKNOWN', txType: 'cache-id-unknown' })],
});

test('a sealed cache has what it was begun with, and shows what a request brings to that request', () => {
  const caches = new ClientCaches();
  const id = caches.start([resource('a')], true);
  expect(urls(caches.take(id, [resource('b')]))).toEqual(['a', 'b']);
  expect(urls(caches.take(id, []))).toEqual(['a']);
});

test('an open cache keeps what requests bring, the first copy of each', () => {
  const caches = new ClientCaches();
  const id = caches.start([], false);
  const first = resource('a');
  expect(urls(caches.take(id, [first, resource('b')]))).toEqual(['a', 'b']);
  const again = caches.take(id, [resource('a')]);
  expect(urls(again)).toEqual(['a', 'b']);
  expect([...again.values()][0]?.[0]?.read()).toBe(first);
  expect(caches.check(id)?.resources).toBe(2);
});

test('caches are apart, and their ids are not alike', () => {
  const caches = new ClientCaches();
  const [one, other] = [caches.start([resource('a')], false), caches.start([resource('b')], false)];
  expect(one).not.toBe(other);
  expect([urls(caches.take(one, [])), urls(caches.take(other, []))]).toEqual([['a'], ['b']]);
});

test.each([
  ['that was never issued', (): string => 'f0e0d0c0-0000-4000-8000-000000000000'],
  [
    'that was released',
    (caches: ClientCaches): string => {
      const id = caches.start([resource('a')], true);
      caches.end(id);
      return id;
    },
  ],
])('an id %s is unknown', (_name, idOf) => {
  const caches = new ClientCaches();
  const id = idOf(caches);
  expect(() => caches.take(id, [])).toThrow(unknown);
  expect(caches.check(id)).toBeUndefined();
  expect(() => caches.end(id)).not.toThrow();
});

test('a client of old begins a cache by an id that nobody guesses, with resources', () => {
  const caches = new ClientCaches();
  const id = 'f0e0d0c0-1111-4000-8000-000000000000';
  expect(() => caches.take('my-build', [resource('a')])).toThrow(unknown);
  expect(urls(caches.take(id, [resource('a')]))).toEqual(['a']);
  expect(urls(caches.take(id, []))).toEqual(['a']);
});

test('a cache that is unused is dropped, one that is used or asked about is not', () => {
  let now = 0;
  const caches = new ClientCaches({ idleMilliseconds: 1000 }, () => now);
  const [used, asked, unused] = ['a', 'b', 'c'].map(name => caches.start([resource(name)], true)) as [
    string,
    string,
    string,
  ];
  now = 900;
  caches.take(used, []);
  expect(caches.check(asked)).toMatchObject({ idleSeconds: 0, timeoutSeconds: 1, isSealed: true });
  now = 1800;
  expect(() => caches.take(unused, [])).toThrow(unknown);
  expect([urls(caches.take(used, [])), urls(caches.take(asked, []))]).toEqual([['a'], ['b']]);
});

test('where room is short the one that is unused the longest goes', () => {
  const caches = new ClientCaches({ maxCaches: 2 });
  const ids = ['a', 'b'].map(name => caches.start([resource(name)], true));
  caches.take(ids[0] ?? '', []);
  caches.start([resource('c')], true);
  expect(() => caches.take(ids[1] ?? '', [])).toThrow(unknown);
  expect(urls(caches.take(ids[0] ?? '', []))).toEqual(['a']);
});

test('characters are bounded over all caches, and one that is too large is refused', () => {
  const large = resource('large', { description: 'x'.repeat(600) });
  const caches = new ClientCaches({ maxCharacters: 1000 });
  const first = caches.start([large], true);
  const second = caches.start([large], false);
  expect(() => caches.take(first, [])).toThrow(unknown);
  expect(() => caches.take(second, [resource('more', { description: 'x'.repeat(600) })])).toThrow(/at most 1000/);
  expect(urls(caches.take(second, []))).toEqual(['large']);
  expect(caches.use.caches).toBe(1);
  caches.end(second);
  expect(caches.use).toEqual({ caches: 0, characters: 0 });
});
