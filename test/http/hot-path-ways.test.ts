/** Which requests go past Express, and that an answer is made once, kept while it fits, and never a fault. */
import { AnswerCache } from '../../src/http/answer-cache.ts';
import type { FinishedAnswer } from '../../src/http/answer-cache.ts';
import { createHotPath } from '../../src/http/hot-path.ts';
import type { Core } from '../../src/http/core.ts';
import { startRawServer } from '../fixtures/http/raw-request.ts';

describe('the way of a request', () => {
  const bases = ['r4', 'r5', 'fhir'].map(path => ({
    ...{ path, served: ['R4'] as const },
    answer: async ({ response, path: below, queryText }: Parameters<Core['bases'][number]['answer']>[0]) =>
      void response.end(JSON.stringify([path, below, queryText])),
  }));
  const none = { wishesOf: () => ({}), findKept: () => undefined };
  const core = { arrive: () => true, fail: () => undefined, bases, ...none } as unknown as Core;
  const send = async (method: string, path: string): Promise<unknown> => {
    const server = await startRawServer(createHotPath(core, (_request, response) => void response.end('"express"')));
    const { body } = await server.send({ method, path, headers: {} });
    server.close();
    return JSON.parse(body.toString());
  };

  const table: readonly (readonly [string, string, unknown])[] = [
    ['GET', '/r4/CodeSystem/$lookup?a=b&c=%20', ['r4', '/CodeSystem/$lookup', 'a=b&c=%20']],
    ['POST', '/r5/ValueSet/$validate-code', ['r5', '/ValueSet/$validate-code', '']],
    ['GET', '/fhir/ValueSet/some.id-1', ['fhir', '/ValueSet/some.id-1', '']],
    ['GET', '/r4/ValueSet/a/$expand?', ['r4', '/ValueSet/a/$expand', '']],
    ['POST', '/r4/ValueSet/_search', ['r4', '/ValueSet/_search', '']],
    ['GET', '/r4/ValueSet?url=x', ['r4', '/ValueSet', 'url=x']],
    ...['/r4', '/r4/', '/r4/metadata', '/R4/ValueSet', '/r6/ValueSet', '/r4/ValueSet/', '/health/live'].map(
      path => ['GET', path, 'express'] as const,
    ),
    ...['/r4/ValueSet/%24expand', '/r4/ValueSet/a/_history', '/r4/$versions', '/r4/ValueSet?a=#b', '//r4/ValueSet'].map(
      path => ['GET', path, 'express'] as const,
    ),
    ...['OPTIONS', 'DELETE'].map(method => [method, '/r4/ValueSet/salts', 'express'] as const),
  ];
  test.each(table)('%s %s', async (method, path, expected) => {
    expect(await send(method, path)).toEqual(expected);
  });
});

describe('finished answers', () => {
  const answer = (length: number): FinishedAnswer => ({
    ...{ body: Buffer.alloc(length), headers: [], unchanged: 0, tag: undefined, lastModified: undefined },
    ...{ applied: undefined, route: '/', operation: undefined, version: undefined },
  });

  test('one that several ask for at once is made once', async () => {
    const cache = new AnswerCache(100_000);
    let made = 0;
    const make = async (): Promise<FinishedAnswer> => {
      made += 1;
      await new Promise(resolve => setTimeout(resolve, 5));
      return answer(10);
    };
    const answers = await Promise.all([1, 2, 3].map(() => cache.share('a', make)));
    expect([made, new Set(answers).size]).toEqual([1, 1]);
    expect(cache.find('a')).toBe(answers[0]);
    expect(cache.use).toMatchObject({ hits: 1, misses: 1 });
  });

  test('a fault is not kept, and who waited tries again', async () => {
    const cache = new AnswerCache(100_000);
    let tries = 0;
    const make = async (): Promise<FinishedAnswer> => {
      tries += 1;
      await Promise.resolve();
      if (tries === 1) throw new Error('left');
      return answer(10);
    };
    const [first, ...others] = await Promise.allSettled([1, 2, 3].map(() => cache.share('a', make)));
    expect(first).toMatchObject({ status: 'rejected' });
    expect([tries, others.every(({ status }) => status === 'fulfilled')]).toEqual([2, true]);
  });

  test('holds no more than its bound, and forgets what was used longest ago', async () => {
    const cache = new AnswerCache(10_000);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await cache.share(key, async () => answer(1_500));
      cache.find('a');
    }
    expect(cache.use.held).toBeLessThanOrEqual(10_000);
    expect(['a', 'b', 'f'].map(key => cache.find(key) !== undefined)).toEqual([true, false, true]);
  });

  test('keeps nothing where it has no room', async () => {
    const cache = new AnswerCache(0);
    await cache.share('a', async () => answer(1));
    expect([cache.find('a'), cache.use.held]).toEqual([undefined, 0]);
  });
});
