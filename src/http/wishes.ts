/**
 * What the headers of a request say of its answer. Most clients send the same few, so that each combination is read
 * once and has a number, under which finished answers are found again. An answer depends on no other header.
 */
import type { IncomingMessage } from 'node:http';
import type { BaseUrlOf } from './base-url.ts';
import { chooseCoding } from './encode-body.ts';
import { headerOf } from './header-of.ts';

export interface Wishes {
  /** Names the combination, never another one; undefined for one that is too long to be remembered. */
  readonly id: number | undefined;
  /** The server's base URL as this client sees it, without trailing slash. */
  readonly origin: string;
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly prefer: string | undefined;
  /** `X-Too-Costly-Threshold`. */
  readonly threshold: string | undefined;
  /** `X-Cache-Id`. */
  readonly cacheId: string | undefined;
  /** The content coding that the client likes best. */
  readonly coding: string | undefined;
}

export type WishesOf = (request: IncomingMessage) => Wishes;

/** Clients choose the texts, so the number that is remembered is bounded, and so is their length. */
const maxRemembered = 500;
const maxLength = 2_000;

/** The reader of one server. */
export function createWishesOf(originOf: BaseUrlOf): WishesOf {
  const known = new Map<string, Wishes>();
  let lastId = 0;
  return request => {
    const origin = originOf(request);
    const text = textOf(request, origin);
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const isShort = text.length <= maxLength;
    const wishes = readWishes(request, origin, isShort ? ++lastId : undefined);
    if (known.size >= maxRemembered) known.clear();
    if (isShort) known.set(text, wishes);
    return wishes;
  };
}

/** No header has a line break: one parts them, another stands for what was not sent. */
function textOf({ headers }: IncomingMessage, origin: string): string {
  const { accept = '\r', prefer = '\r' } = headers;
  const language = headers['accept-language'] ?? '\r';
  const coding = headers['accept-encoding'] ?? '\r';
  const threshold = headers['x-too-costly-threshold'] ?? '\r';
  const cacheId = headers['x-cache-id'] ?? '\r';
  return `${origin}\n${accept}\n${language}\n${String(coding)}\n${String(prefer)}\n${String(threshold)}\n${String(cacheId)}`;
}

function readWishes(request: IncomingMessage, origin: string, id: number | undefined): Wishes {
  const acceptEncoding = headerOf(request, 'accept-encoding');
  return {
    ...{ id, origin },
    accept: headerOf(request, 'accept'),
    acceptLanguage: headerOf(request, 'accept-language'),
    prefer: headerOf(request, 'prefer'),
    threshold: headerOf(request, 'x-too-costly-threshold'),
    cacheId: headerOf(request, 'x-cache-id'),
    coding: acceptEncoding === undefined ? undefined : chooseCoding(acceptEncoding),
  };
}
