/**
 * The way past Express for what is asked most: operations, reads and searches, by GET and POST. It is the core's own
 * code behind Node's own server; whatever it does not know at a glance goes to Express, which calls the same code.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Base, Core } from './core.ts';
import { remember } from './remember.ts';
import { sendKept } from './send-reply.ts';

/** The listener that answers what it can and hands on the rest. */
export function createHotPath(core: Core, next: RequestListener): RequestListener {
  const findPlace = createFindPlace(core);
  return (request, response) => {
    const { method, url = '' } = request;
    if (method !== 'GET' && method !== 'POST') {
      next(request, response);
      return;
    }
    const wishes = core.wishesOf(request);
    const kept = method === 'GET' ? core.findKept(wishes, url) : undefined;
    if (kept !== undefined) {
      answer(core, request, response, () => sendKept(response, kept));
      return;
    }
    const place = findPlace(url);
    if (place === undefined) next(request, response);
    else {
      const { base, path, queryText } = place;
      answer(core, request, response, () => base.answer({ request, response, wishes, url, path, queryText }));
    }
  };
}

/** Where a request leads, if that is plain to see. */
interface Place {
  readonly base: Base;
  readonly path: string;
  readonly queryText: string;
}

/** A base, a resource type, and up to two segments: an id, an operation, `_search`. Escapes in the path are Express's. */
const hotPath = /^\/(r4|r5|fhir)(\/[A-Z][A-Za-z]*(?:\/(?:\$[a-z-]+|_search|[A-Za-z0-9.-]+(?:\/\$[a-z-]+)?))?)$/;
/** And so is anything odd in the query. */
const oddInQuery = /[^!-"$-~]/;

type KnownPlace = Pick<Place, 'base' | 'path'>;

function createFindPlace({ bases }: Core): (url: string) => Place | undefined {
  const findKnown = remember((path: string): KnownPlace | undefined => {
    const [, basePath = '', below = ''] = hotPath.exec(path) ?? [];
    const base = bases.find(each => each.path === basePath);
    return base && { base, path: below };
  });
  return url => {
    const end = url.indexOf('?');
    const known = findKnown(end < 0 ? url : url.slice(0, end));
    if (known === undefined) return undefined;
    const queryText = end < 0 ? '' : url.slice(end + 1);
    return oddInQuery.test(queryText) ? undefined : { base: known.base, path: known.path, queryText };
  };
}

/** Lets the request in and runs its work, at once where nothing is to be waited for. */
function answer(
  { arrive, fail }: Core,
  request: IncomingMessage,
  response: ServerResponse,
  work: () => void | Promise<void>,
): void {
  try {
    const arrived = arrive(request, response);
    if (arrived === false) return;
    const working = arrived === true ? work() : arrived.then(isIn => (isIn ? work() : undefined));
    working?.catch((error: unknown) => fail(error, response));
  } catch (error) {
    fail(error, response);
  }
}
