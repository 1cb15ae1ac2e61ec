/**
 * One request and its reply without any web framework: what routes answer. The hot path and Express call the same code
 * through it.
 */
import type { Cancellation } from '../contracts/cancellation.ts';
import type { ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import type { ElementShapes } from '../fhir/formats/element-shapes.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import type { Software } from '../operations/interactions/capability-statement.ts';
import type { Query } from '../operations/interactions/query.ts';
import type { StoredTextOf } from '../operations/interactions/stored-texts.ts';
import type { SubsetOf } from '../operations/interactions/subset.ts';
import type { Operation, OperationBody, OperationContext } from '../operations/operation.ts';
import type { AnswerCache } from './answer-cache.ts';
import type { Representation, ServedVersions } from './negotiate.ts';
import type { RequestFacts } from './request-state.ts';
import type { Wishes } from './wishes.ts';

/** What serves one FHIR version. */
export interface FhirEndpoint {
  readonly store: ResourceStore;
  readonly terminology: OperationContext['terminology'];
  readonly validator: NonNullable<OperationContext['validator']>;
  /** Operations that are served: default all of the table. */
  readonly operations?: readonly Operation[];
  readonly codec: VersionCodec;
  /** What XML needs to know of the version's types. */
  readonly shapes: ElementShapes;
}

/** A capabilities resource of an endpoint, for its base URL as a client sees it. */
export type MetadataOf = (base: string, mode: 'full' | 'terminology') => AnyResource;

/** An endpoint with what is kept of its answers, whichever base URL they are asked for at. */
export interface VersionService extends FhirEndpoint {
  readonly fhirVersion: FhirVersion;
  readonly software: Software;
  /** Identity of all that answers are made from. */
  readonly identity: string;
  readonly metadataOf: MetadataOf;
  readonly subsetOf: SubsetOf;
  readonly storedTextOf: StoredTextOf;
  /** Id of a stored version. */
  readonly versionIdOf: (stored: StoredResource) => string;
  /** The route of a path below the base URL, as it was sent; throws (404) where there is none. */
  readonly findRoute: (path: string) => Route;
  readonly answers: AnswerCache;
}

/** What a conditional request compares (https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests). */
export interface Conditions {
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
}

export interface Exchange {
  /** That of the answer's version. */
  readonly service: VersionService;
  /** That of the version of what the body holds. */
  readonly bodyService: VersionService;
  readonly method: string;
  /** Path below the base URL, and what follows the question mark, as they were sent. */
  readonly path: string;
  readonly queryText: string;
  /** Names this GET among all, with the wishes of its headers; undefined where they have no number. */
  readonly slot: string | undefined;
  /** Base URL of this endpoint as the client sees it, without trailing slash. */
  readonly base: string;
  readonly query: Query;
  readonly wishes: Wishes;
  readonly conditions: Conditions;
  /** FHIR versions at this base URL. */
  readonly served: ServedVersions;
  /** The form of the answer. */
  readonly representation: Representation;
  readonly isPretty: boolean;
  /** The resource in the body; undefined where the body is empty. */
  readonly resource: AnyResource | undefined;
  /** The body as it came, on a route that reads the text itself. */
  readonly text: OperationBody | undefined;
  /** For `Preference-Applied`. */
  readonly applied: string | undefined;
  /** What is known of the request, for the log. */
  readonly facts: RequestFacts;
  /** `Prefer: handling=strict`. */
  readonly isStrict: boolean;
  /** Whether the answer goes out as compact JSON, by itself. */
  readonly isCompact: boolean;
  /** Whether all of it does, so that it may be text already. */
  readonly takesText: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: Cancellation;
  /** Writes to the log at level debug, with the request's id. */
  readonly note: (facts: object, text: string) => void;
}

/** What is known of an answer before the work is done, and the work. */
export interface Reply {
  /** The answer, in the wire form of its version. */
  readonly make: () => AnyResource | Promise<AnyResource>;
  /** Whether the answer depends on more than the request and the content: it has no tag then, and is not kept. */
  readonly isPrivate?: boolean;
  /** Weak entity tag, without `W/` and quotes; absent where the request gives it. */
  readonly tag?: string;
  /** Instant of the last change. */
  readonly lastModified?: string;
  /** Where this exact version can be read again. */
  readonly location?: string;
  /** Whether the answer at this URL can never be another. */
  readonly isImmutable?: boolean;
  /** The answer's form for general media types, where the specification gives it one of its own. */
  readonly writePlain?: (resource: AnyResource, representation: Representation) => string;
}

export type Answer = (exchange: Exchange) => Reply;

/** A request's body: a resource, its text, a form (search), or nothing that is read. */
export type BodyKind = 'resource' | 'text' | 'form';

export interface Route {
  /** The route with placeholders for what differs, for the log: never ids or queries. */
  readonly pattern: string;
  readonly operation?: string;
  readonly get?: Answer;
  readonly post?: Answer;
  readonly body?: BodyKind;
}
