import type { ExpandRequest } from '../../../src/terminology/terminology-request.ts';
import { createStampOf } from '../../../src/terminology/expand/expansion-stamp.ts';

const url = 'http://example.org/ValueSet/stones';
const resource = { resourceType: 'ValueSet', status: 'active', url } as const;
const stampOf = createStampOf({ contentKey: () => 'content' });

test.each<[string, ExpandRequest, boolean]>([
  ['the same request over the same content has one identifier', { valueSet: { url } }, true],
  ['a value set of its own is new each time', { valueSet: { resource } }, false],
  ['resources of its own are new each time', { valueSet: { url }, txResources: [resource] }, false],
  ['what was left under a cache-id may have grown', { valueSet: { url }, cacheId: 'mine' }, false],
])('%s', (_name, request, isSame) => {
  expect(stampOf(request).identifier === stampOf(request).identifier).toBe(isSame);
});
