import fc from 'fast-check';
import { createUris, normalizeUri } from '../../../../src/terminology/code-systems/uri/uri.ts';
import { describeProvider } from '../../../contract/code-system-provider.ts';

describeProvider({
  name: 'URIs',
  open: createUris().open,
  codes: [
    'http://example.org/a?b=c#d',
    'urn:oid:1.2.840',
    'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
    'mailto:a@example.org',
    'urn:ietf:bcp:47',
  ],
  otherCase: [
    ['HTTP://Example.ORG/Path', 'http://example.org/Path'],
    ['URN:UUID:C757873D-EC9A-4326-A141-556F43239520', 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
    ['urn:ISBN:0-486-27557-4', 'urn:isbn:0-486-27557-4'],
  ],
  unknown: ['', 'a/b', '#a', 'http:', 'urn:', 'urn:oid:', 'http://exa mple.org', '://a'],
  filters: ['scheme'],
});

test.each([
  ['http://user:PW@Example.org:80/A', 'http://user:PW@example.org:80/A'],
  ['http://[2001:DB8::1]/', 'http://[2001:db8::1]/'],
  ['HTTPS:opaque', 'https:opaque'],
  ['ftp://a/%20', 'ftp://a/%20'],
  ['tag:example.org,2026:x', 'tag:example.org,2026:x'],
  ['data:,a?b', 'data:,a?b'],
])('%s is written %s', (given, expected) => {
  expect(normalizeUri(given)).toBe(expected);
  expect(normalizeUri(expected)).toBe(expected);
});

test.each([
  ['spaces and letters beyond ASCII', ['http://a/b c', 'http://a/é', 'http://ä/']],
  ['broken codes of characters', ['http://a/%', 'http://a/%2', 'http://a/%zz']],
  ['object identifiers that are none', ['urn:oid:3.1', 'urn:oid:1', 'urn:oid:1.02', 'urn:oid:1..2', 'urn:oid:1.2.']],
  ['UUIDs that are none', ['urn:uuid:1', 'urn:uuid:c757873dec9a4326a141556f43239520']],
  ['a second fragment', ['http://a#b#c']],
  ['a port or host that is none', ['http://a:b', 'http://a:80:90/', 'http://[::1', 'http://[g]/']],
  ['a scheme that begins with a number', ['1a:b']],
  ['a line end', ['http://a/\n', 'urn:oid:1.2\n']],
])('%s', (_name, texts) => {
  expect(texts.filter(text => normalizeUri(text) !== undefined)).toEqual([]);
});

test('what a URL parser of the web makes of addresses is a URI', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
      const code = new URL(url).href;
      expect(normalizeUri(code)).toBe(code);
    }),
    { numRuns: 1000, seed: 20261125 },
  );
});
