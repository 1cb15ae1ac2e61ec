/**
 * What tells one expansion from another (https://hl7.org/fhir/valueset-definitions.html#ValueSet.expansion.identifier):
 * the same request over the same content has the same identifier, whoever answers it and when.
 */
import { randomUUID } from 'node:crypto';
import type { ExpandRequest } from '../terminology-request.ts';

export interface StampSources {
  /** Identity of all content that expansions are made from; where it is absent every expansion is new. */
  readonly contentKey?: () => string;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** A new UUID; default: a random one. */
  readonly newId?: () => string;
}

export interface ExpansionStamp {
  readonly identifier: string;
  readonly timestamp: string;
}

export type StampOf = (request: ExpandRequest) => ExpansionStamp;

/** Stamps the expansions of one service. */
export function createStampOf({ contentKey, now = () => new Date(), newId = randomUUID }: StampSources): StampOf {
  return request => {
    const isNew = contentKey === undefined || hasOwnContent(request);
    const id = isNew ? newId() : nameBasedId(`${contentKey()}\n${JSON.stringify(request)}`);
    return { identifier: `urn:uuid:${id}`, timestamp: now().toISOString() };
  };
}

/** Who sends resources, or has sent some under a cache-id, where more may join them, has content of its own. */
function hasOwnContent({ cacheId, txResources = [], valueSet }: ExpandRequest): boolean {
  return cacheId !== undefined || txResources.length > 0 || valueSet.resource !== undefined;
}

/** A UUID made of a text (version 8 of https://www.rfc-editor.org/rfc/rfc9562). */
function nameBasedId(text: string): string {
  const [first, second, third, fourth] = hash128(text).map(digits) as [string, string, string, string];
  const variant = ((Number.parseInt(third.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${first}-${second.slice(0, 4)}-8${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
}

/**
 * 128 bits of a text (MurmurHash3's multipliers over four lanes). Every expansion needs them, and an identifier tells
 * the same from the other: it need not withstand an attack.
 */
function hash128(text: string): [number, number, number, number] {
  let [one, two, three, four] = [0x9e3779b9, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    one = Math.imul(one ^ char, 0x85ebca6b);
    two = Math.imul(two ^ char, 0xc2b2ae35);
    three = Math.imul(three ^ char, 0xcc9e2d51);
    four = Math.imul(four ^ char, 0x1b873593);
    one ^= one >>> 15;
    two ^= two >>> 13;
    three ^= three >>> 16;
    four ^= four >>> 14;
  }
  return [one + four, two + one, three + two, four + three].map(finished) as [number, number, number, number];
}

/** Each bit of a lane has its part in all of them. */
function finished(lane: number): number {
  const half = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return whole ^ (whole >>> 16);
}

function digits(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
