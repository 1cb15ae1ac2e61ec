/**
 * What the headers of a request say of its answer. Most clients send the same few, so that each combination is read
 * once and has a number, under which finished answers are found again. An answer depends on no other header.
 */
import type { IncomingMessage } from 'node:http';
import type { BaseUrlOf } from './base-url.ts';
import { chooseCoding } from './encode-body.ts';
import { headerText } from './header-of.ts';

/** Headers as they were sent, but for the base URL. */
interface Stated {
  /** The server's base URL as this client sees it, without trailing slash. */
  readonly origin: string;
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly acceptEncoding: string | undefined;
  readonly prefer: string | undefined;
  /** `X-Too-Costly-Threshold`. */
  readonly threshold: string | undefined;
  /** `X-Cache-Id`. */
  readonly cacheId: string | undefined;
}

export interface Wishes extends Stated {
  /** Names the combination, never another one; undefined for one that is too long to be remembered. */
  readonly id: number | undefined;
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
  let last: Wishes | undefined;
  const learn = (stated: Stated, text: string): Wishes => {
    if (text.length > maxLength) return readWishes(stated, undefined);
    if (known.size >= maxRemembered) known.clear();
    const wishes = readWishes(stated, ++lastId);
    known.set(text, wishes);
    return wishes;
  };
  return request => {
    const stated = statedIn(request, originOf(request));
    // Most requests wish what the one before did, and to compare costs less than to look up.
    if (last !== undefined && isSame(last, stated)) return last;
    const text = textOf(stated);
    last = known.get(text) ?? learn(stated, text);
    return last;
  };
}

function statedIn({ headers }: IncomingMessage, origin: string): Stated {
  return {
    origin,
    accept: headers.accept,
    acceptLanguage: headers['accept-language'],
    acceptEncoding: headerText(headers['accept-encoding']),
    prefer: headerText(headers['prefer']),
    threshold: headerText(headers['x-too-costly-threshold']),
    cacheId: headerText(headers['x-cache-id']),
  };
}

function isSame(one: Stated, other: Stated): boolean {
  return (
    one.origin === other.origin &&
    one.accept === other.accept &&
    one.acceptLanguage === other.acceptLanguage &&
    one.acceptEncoding === other.acceptEncoding &&
    one.prefer === other.prefer &&
    one.threshold === other.threshold &&
    one.cacheId === other.cacheId
  );
}

/** JSON keeps what was not sent apart from what was sent empty. */
function textOf({ origin, accept, acceptLanguage, acceptEncoding, prefer, threshold, cacheId }: Stated): string {
  return JSON.stringify([origin, accept, acceptLanguage, acceptEncoding, prefer, threshold, cacheId]);
}

function readWishes(stated: Stated, id: number | undefined): Wishes {
  const { acceptEncoding } = stated;
  return { ...stated, id, coding: acceptEncoding === undefined ? undefined : chooseCoding(acceptEncoding) };
}
