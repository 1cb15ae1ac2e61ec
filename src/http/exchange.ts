/**
 * One request and its reply without any web framework: what routes answer. Express is only the adapter around it, so
 * that another one can call the same code.
 */
import type { Logger } from 'pino';
import type { ResourceStore } from '../contracts/resource-store.ts';
import type { FhirVersion } from '../fhir/fhir-version.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import type { SubsetOf } from '../operations/interactions/subset.ts';
import type { OperationContext } from '../operations/operation.ts';

/** What serves one FHIR version. */
export interface FhirEndpoint {
  readonly store: ResourceStore;
  readonly terminology: OperationContext['terminology'];
  readonly codec: VersionCodec;
}

/** A capabilities resource of an endpoint, for its base URL as a client sees it. */
export type MetadataOf = (base: string, mode: 'full' | 'terminology') => AnyResource;

export interface Exchange extends FhirEndpoint {
  readonly fhirVersion: FhirVersion;
  readonly metadataOf: MetadataOf;
  readonly subsetOf: SubsetOf;
  /** Base URL of this endpoint as the client sees it, without trailing slash. */
  readonly base: string;
  readonly query: URLSearchParams;
  /** A header's value, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** The resource in the body; undefined where the body is empty. */
  readonly resource: AnyResource | undefined;
  /** `Prefer: handling=strict`. */
  readonly isStrict: boolean;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

export interface Reply {
  /** In the endpoint's wire form. */
  readonly resource: AnyResource;
  /** Weak entity tag, without `W/` and quotes. */
  readonly tag?: string;
  /** Instant of the last change. */
  readonly lastModified?: string;
}

export type Answer = (exchange: Exchange) => Reply | Promise<Reply>;

/** A request's body: a resource, a form (search), or nothing that is read. */
export type BodyKind = 'resource' | 'form';

export interface Route {
  /** The route with placeholders for what differs, for the log: never ids or queries. */
  readonly pattern: string;
  readonly operation?: string;
  readonly get?: Answer;
  readonly post?: Answer;
  readonly body?: BodyKind;
}
