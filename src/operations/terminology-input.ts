/** From decoded parameters and headers to the parts of a request that every terminology operation shares. */
import { parseCanonical } from '../fhir/canonical.ts';
import { invalid, notSupported } from '../fhir/fhir-error.ts';
import type { AnyResource } from '../fhir/model.ts';
import type { ResourceReference, TerminologyRequest } from '../terminology/terminology-request.ts';
import type { OperationContext } from './operation.ts';

interface SharedInput {
  readonly 'tx-resource'?: readonly AnyResource[];
  readonly 'system-version'?: readonly string[];
  readonly 'check-system-version'?: readonly string[];
  readonly 'force-system-version'?: readonly string[];
  readonly 'default-valueset-version'?: readonly string[];
  readonly useSupplement?: readonly string[];
  readonly displayLanguage?: string;
  readonly 'cache-id'?: string;
}

/**
 * The part of a terminology request that parameters and headers of any operation give; most give none. To be spread
 * behind the other members: V8 11 takes a microsecond for each that is added behind a spread.
 */
export function sharedRequest(input: SharedInput, context: OperationContext): TerminologyRequest {
  return statesNone(input) && sendsNone(context) ? nothing : readShared(input, context);
}

const nothing: TerminologyRequest = {};

function sendsNone({ acceptLanguage, tooCostlyThreshold, cacheId }: OperationContext): boolean {
  return (acceptLanguage ?? tooCostlyThreshold ?? cacheId) === undefined;
}

function statesNone(input: SharedInput): boolean {
  const own = input['tx-resource'] ?? input['cache-id'] ?? input.useSupplement ?? input.displayLanguage;
  const system = input['system-version'] ?? input['check-system-version'] ?? input['force-system-version'];
  return (own ?? system ?? input['default-valueset-version']) === undefined;
}

function readShared(input: SharedInput, context: OperationContext): TerminologyRequest {
  return {
    txResources: input['tx-resource']?.map(terminologyResource),
    systemVersion: input['system-version'],
    checkSystemVersion: input['check-system-version'],
    forceSystemVersion: input['force-system-version'],
    defaultValueSetVersion: input['default-valueset-version'],
    useSupplement: input.useSupplement,
    displayLanguage: input.displayLanguage,
    acceptLanguage: context.acceptLanguage,
    tooCostlyThreshold: context.tooCostlyThreshold,
    cacheId: cacheIdOf(input['cache-id'], context.cacheId),
  };
}

/** Whether the engine may answer with text. */
export function formOf({ takesText }: OperationContext): 'text' | undefined {
  return takesText === true ? 'text' : undefined;
}

/** The header's and the parameter's are the same id, or nobody knows which is meant. */
export function cacheIdOf(parameter: string | undefined, header: string | undefined): string | undefined {
  if (parameter === undefined || header === undefined || parameter === header) return header ?? parameter;
  throw invalid("The request has one cache id as the header X-Cache-Id and another one as the parameter 'cache-id'", {
    txType: 'cache-id-duplicate',
  });
}

const terminologyTypes: ReadonlySet<string> = new Set(['CodeSystem', 'ValueSet', 'ConceptMap']);

/** What would be of no use to the request is refused, so that nobody believes that it was heeded. */
export function terminologyResource(resource: AnyResource): AnyResource {
  if (terminologyTypes.has(resource.resourceType)) return resource;
  const type = resource.resourceType.slice(0, 64);
  throw notSupported(`A tx-resource must be a CodeSystem, ValueSet or ConceptMap; a ${type} is not supported`);
}

interface Named<Resource> {
  readonly url?: string | undefined;
  readonly version?: string | undefined;
  readonly resource?: Resource | undefined;
}

/**
 * The resource that the request is about: the one it was called on, the one it carries, or the one it names; undefined
 * where it does none of these.
 */
export function referenceTo<Resource extends object>(
  named: Named<Resource>,
  { instance }: OperationContext,
): ResourceReference<Resource> | undefined {
  if (instance !== undefined) return instanceReference<Resource>(instance);
  const { url, version, resource } = named;
  if (resource !== undefined) return { resource };
  if (url === undefined) return undefined;
  const canonical = parseCanonical(url);
  return { url: canonical.url + fragmentOf(canonical.fragment), version: version ?? canonical.version };
}

function fragmentOf(fragment: string | undefined): string {
  return fragment === undefined ? '' : `#${fragment}`;
}

/** By url and version where they identify it, so that the engine may use what it has indexed. */
function instanceReference<Resource extends object>(
  instance: NonNullable<OperationContext['instance']>,
): ResourceReference<Resource> {
  const { url, version, resource } = instance;
  if (url !== undefined && version !== undefined) return { url, version };
  // The route has checked that the instance is of the operation's resource type.
  return { resource: resource as unknown as Resource };
}
