/**
 * The way past Express for what is asked most: operations, reads and searches, by GET and POST. It is the core's own
 * code behind Node's own server; whatever it does not know at a glance goes to Express, which calls the same code.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Base, Core } from './core.ts';

/** Where a request leads, if that is plain to see. */
interface Target {
  readonly base: Base;
  readonly path: string;
  readonly queryText: string;
}

/**
 * A base, a resource type, and up to two segments: an id, an operation, `_search`. Escapes in the path and anything odd
 * in the query are Express's.
 */
const hotUrl =
  /^\/(r4|r5|fhir)(\/[A-Z][A-Za-z]*(?:\/(?:\$[a-z-]+|_search|[A-Za-z0-9.-]+(?:\/\$[a-z-]+)?))?)(?:\?([!-"$-~]*))?$/;

/** The listener that answers what it can and hands on the rest. */
export function createHotPath(core: Core, next: RequestListener): RequestListener {
  const bases = new Map(core.bases.map(base => [base.path, base]));
  return (request, response) => {
    const target = targetOf(request, bases);
    if (target === undefined) next(request, response);
    else void answer(core, target, request, response);
  };
}

function targetOf({ method, url = '' }: IncomingMessage, bases: ReadonlyMap<string, Base>): Target | undefined {
  if (method !== 'GET' && method !== 'POST') return undefined;
  const [, basePath = '', path = '', queryText = ''] = hotUrl.exec(url) ?? [];
  const base = bases.get(basePath);
  return base && { base, path, queryText };
}

async function answer(
  core: Core,
  { base, path, queryText }: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const arrived = core.arrive(request, response);
    if (arrived === true || (await arrived)) await base.answer({ request, response, path, queryText });
  } catch (error) {
    core.fail(error, response);
  }
}
