/**
 * `$cache-control` (https://build.fhir.org/ig/FHIR/fhir-tools-ig/terminology-caching.html): a client leaves resources
 * here under an id that it is given, and sends the id as the header `X-Cache-Id` in place of the resources.
 */
import { invalid, notSupported, required } from '../fhir/fhir-error.ts';
import { issuesToOutcome } from '../fhir/issue.ts';
import type { AnyResource, Parameters, ParametersParameter } from '../fhir/model.ts';
import { buildParameters, resourceParameter } from '../fhir/parameters.ts';
import type { TerminologyService } from '../terminology/terminology-service.ts';
import { txIssue } from '../terminology/tx-issue.ts';
import { defineOperation } from './operation.ts';
import { terminologyResource } from './terminology-input.ts';

type Caches = NonNullable<TerminologyService['caches']>;

export const systemCacheControl = defineOperation({
  name: 'cache-control',
  resource: 'CapabilityStatement',
  levels: { R4: ['system'], R5: ['system'] },
  definition: 'http://hl7.org/fhir/tools/OperationDefinition/cache-control',
  title: 'Terminology Cache Control',
  description: 'Starts, checks and ends the cache of one client.',
  keepsState: true,
  parameters: [
    {
      name: 'mode',
      type: 'code',
      min: 1,
      documentation: 'start gives the id of a new cache; check and end are about the one in the header X-Cache-Id.',
    },
    {
      name: 'tx-resource',
      type: 'Resource',
      max: '*',
      documentation: 'With start: CodeSystems, ValueSets and ConceptMaps that the cache is to have from the beginning.',
    },
    {
      name: 'sealed',
      type: 'boolean',
      documentation: 'With start: whether later requests leave the cache as it is (default), or add what they bring.',
    },
  ],
  output: [
    { name: 'cache-id', type: 'id', documentation: 'Id of the cache, for the header X-Cache-Id.' },
    { name: 'sealed', type: 'boolean', documentation: 'Whether the cache stays as it is.' },
    { name: 'valid', type: 'boolean', documentation: 'With check: whether there is such a cache.' },
    { name: 'resource-count', type: 'unsignedInt', documentation: 'With check: resources in it.' },
    { name: 'idle', type: 'unsignedInt', documentation: 'With check: seconds since it was used before.' },
    {
      name: 'timeout',
      type: 'unsignedInt',
      documentation: 'With check: seconds without use after which it is dropped.',
    },
    { name: 'outcome', type: 'OperationOutcome', documentation: 'With check: why there is no such cache.' },
  ],
  handle: ({ mode, sealed, 'tx-resource': resources = [] }, { terminology: { caches }, cacheId }) => {
    if (caches === undefined) throw notSupported('Caches of clients are not kept here');
    if (mode === 'start') return start(caches, resources.map(terminologyResource), sealed ?? true);
    if (mode !== 'check' && mode !== 'end') throw invalid("'mode' must be start, check or end");
    if (cacheId === undefined) throw required(`mode=${mode} needs the id of the cache in the header X-Cache-Id`);
    return mode === 'check' ? check(caches, cacheId) : end(caches, cacheId);
  },
});

function answer(...parameters: readonly ParametersParameter[]): AnyResource {
  const built: Parameters = buildParameters(...parameters);
  return built as unknown as AnyResource;
}

function start(caches: Caches, resources: readonly AnyResource[], isSealed: boolean): AnyResource {
  const valueId = caches.start(resources, isSealed);
  return answer({ name: 'cache-id', valueId }, { name: 'sealed', valueBoolean: isSealed });
}

/** That there is none is an answer here: the client asked whether there is. */
function check(caches: Caches, valueId: string): AnyResource {
  const standing = caches.check(valueId);
  if (standing === undefined) {
    const outcome = issuesToOutcome([txIssue('CACHE_ID_UNKNOWN', [valueId.slice(0, 80)])]);
    return answer(
      { name: 'valid', valueBoolean: false },
      resourceParameter('outcome', outcome as unknown as AnyResource),
    );
  }
  return answer(
    { name: 'cache-id', valueId },
    { name: 'valid', valueBoolean: true },
    { name: 'sealed', valueBoolean: standing.isSealed },
    { name: 'resource-count', valueUnsignedInt: standing.resources },
    { name: 'idle', valueUnsignedInt: standing.idleSeconds },
    { name: 'timeout', valueUnsignedInt: standing.timeoutSeconds },
  );
}

/** One that is gone already is what the client wants. */
function end(caches: Caches, id: string): AnyResource {
  caches.end(id);
  return answer();
}
