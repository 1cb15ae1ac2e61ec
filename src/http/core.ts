/** What answers requests, whichever way they come in: the hot path and Express are two doors to this. */
import type { Logger } from 'pino';
import type { CacheUse } from '../contracts/cache-use.ts';
import { fhirVersionNames, fhirVersions } from '../fhir/fhir-version.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import { createStoredTextOf } from '../operations/interactions/stored-texts.ts';
import { createSubsetOf } from '../operations/interactions/subset.ts';
import { createVersionIdOf } from '../operations/interactions/versioned.ts';
import { AnswerCache, slotOf } from './answer-cache.ts';
import type { FinishedAnswer } from './answer-cache.ts';
import { createMetadataOf } from './answer-metadata.ts';
import { createArrive } from './arrival.ts';
import type { Arrive, Authorize } from './arrival.ts';
import { createBaseUrlOf } from './base-url.ts';
import type { FhirEndpoint, VersionService } from './exchange.ts';
import { createFhirAnswerer } from './fhir-endpoint.ts';
import type { FhirAnswerer } from './fhir-endpoint.ts';
import type { ServedVersions } from './negotiate.ts';
import { createFindRoute } from './routes.ts';
import { createFail } from './send-error.ts';
import type { Fail, Traffic } from './traffic.ts';
import { identityOf } from './validators.ts';
import { createWishesOf } from './wishes.ts';
import type { Wishes, WishesOf } from './wishes.ts';

export interface CoreOptions {
  readonly versions: Readonly<Record<FhirVersion, FhirEndpoint>>;
  readonly software: Software;
  /** Public base URL without trailing slash, where it differs from what clients send as Host. */
  readonly baseUrl?: string;
  /** Addresses and subnets of proxies whose X-Forwarded-Proto, -Host and -Prefix count; none where it is absent. */
  readonly trustedProxies?: readonly string[];
  readonly logger: Logger;
  /** Bounds and counts requests; without it all are let in. */
  readonly traffic?: Traffic;
  /** Says who may ask what; without it everybody may ask everything. */
  readonly authorize?: Authorize;
  /** Bytes of finished answers that are kept, over both versions; default none. */
  readonly answerCacheBytes?: number;
}

/** One base URL and what answers there. */
export interface Base {
  /** Without slash. */
  readonly path: string;
  readonly served: ServedVersions;
  readonly answer: FhirAnswerer;
}

export interface Core {
  readonly arrive: Arrive;
  readonly fail: Fail;
  readonly bases: readonly Base[];
  readonly services: Readonly<Record<FhirVersion, VersionService>>;
  readonly wishesOf: WishesOf;
  /** The finished answer to a GET, if it is kept. */
  readonly findKept: (wishes: Wishes, url: string) => FinishedAnswer | undefined;
  /** How the finished answers of each version are used, in bytes. */
  readonly answerUse: () => Readonly<Record<FhirVersion, CacheUse>>;
}

/** The core over the endpoints of both versions. */
export function createCore(options: CoreOptions): Core {
  const { versions, logger, traffic, authorize } = options;
  const fail = createFail(logger, fhirVersion => versions[fhirVersion].shapes);
  const services = { R4: serviceOf('R4', options), R5: serviceOf('R5', options) };
  const wishesOf = createWishesOf(createBaseUrlOf(options));
  return {
    arrive: createArrive({ logger, traffic, authorize, fail }),
    fail,
    bases: servedBases.map(({ path, served }) => ({
      ...{ path, served },
      answer: createFhirAnswerer({ path, served, services, logger }),
    })),
    services,
    wishesOf,
    findKept: ({ id }, url) => {
      if (id === undefined) return undefined;
      const slot = slotOf(id, url);
      return services.R4.answers.find(slot) ?? services.R5.answers.find(slot);
    },
    answerUse: () => ({ R4: services.R4.answers.use, R5: services.R5.answers.use }),
  };
}

/** Each version at a base URL of its own, and both at `/fhir`. */
const servedBases: readonly Pick<Base, 'path' | 'served'>[] = [
  ...fhirVersions.map(fhirVersion => ({
    path: fhirVersionNames[fhirVersion].path,
    served: [fhirVersion] as ServedVersions,
  })),
  { path: 'fhir', served: ['R4', 'R5'] },
];

function serviceOf(
  fhirVersion: FhirVersion,
  { versions, software, answerCacheBytes = 0 }: CoreOptions,
): VersionService {
  const endpoint = versions[fhirVersion];
  const { store } = endpoint;
  const subsetOf = createSubsetOf(store);
  let identity: string | undefined;
  return {
    ...endpoint,
    ...{ fhirVersion, software },
    metadataOf: createMetadataOf(endpoint, software),
    subsetOf,
    storedTextOf: createStoredTextOf(subsetOf),
    versionIdOf: createVersionIdOf(),
    findRoute: createFindRoute(endpoint),
    // Made when first asked for, so that the start does not wait for it.
    get identity() {
      identity ??= identityOf(store, software);
      return identity;
    },
    answers: new AnswerCache(Math.floor(answerCacheBytes / fhirVersions.length)),
  };
}
