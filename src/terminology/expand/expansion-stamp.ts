/**
 * What tells one expansion from another (https://hl7.org/fhir/valueset-definitions.html#ValueSet.expansion.identifier):
 * the same request over the same content has the same identifier, whoever answers it and when.
 */
import { createHash, randomUUID } from 'node:crypto';
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
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
