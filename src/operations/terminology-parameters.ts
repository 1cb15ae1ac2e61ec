/**
 * Parameters that several terminology operations share: those of HL7's operations
 * (https://hl7.org/fhir/terminology-service.html), and those that the terminology ecosystem adds
 * (https://build.fhir.org/ig/HL7/fhir-tx-ecosystem-ig/), here and in each operation with `definedIn: []`.
 */
import type { ParameterRow } from './parameter-row.ts';

const row = <const Row extends ParameterRow>(declared: Row): Row => declared;

export const txResource = row({
  name: 'tx-resource',
  type: 'Resource',
  max: '*',
  definedIn: [],
  documentation:
    'A CodeSystem (supplements too), ValueSet or ConceptMap that this request alone sees, in front of what the server has.',
});

export const defaultValueSetVersion = row({
  name: 'default-valueset-version',
  type: 'canonical',
  max: '*',
  definedIn: [],
  documentation: 'Version (url|version) of a value set where a reference to it states none.',
});

export const systemVersion = row({
  name: 'system-version',
  type: 'canonical',
  max: '*',
  definedIn: [],
  documentation: 'Version (system|version) of a code system where neither value set nor code states one.',
});

export const checkSystemVersion = row({
  name: 'check-system-version',
  type: 'canonical',
  max: '*',
  definedIn: [],
  documentation: 'Version (system|version) that must be the one in use; it is an error if it is not.',
});

export const forceSystemVersion = row({
  name: 'force-system-version',
  type: 'canonical',
  max: '*',
  definedIn: [],
  documentation: 'Version (system|version) to use whatever value set and code state.',
});

/** HL7 defines these three for `$expand` alone; the ecosystem for the other operations too. */
export const versionParameters = [systemVersion, checkSystemVersion, forceSystemVersion] as const;

export const useSupplement = row({
  name: 'useSupplement',
  type: 'canonical',
  max: '*',
  definedIn: ['R5'],
  documentation: 'Code system supplement (url or url|version) to use; it is an error if it is not here.',
});

export const displayLanguage = row({
  name: 'displayLanguage',
  type: 'code',
  documentation:
    'Language of displays: a BCP 47 tag, or a weighted list as in the header Accept-Language, which it overrides.',
});

export const date = row({
  name: 'date',
  type: 'dateTime',
  documentation: 'The date for which the answer should hold.',
  unsupported: 'content is served as it stands now; use version parameters to address an older version',
});

export const context = row({
  name: 'context',
  type: 'uri',
  documentation: 'The element whose binding names the value set.',
  unsupported: 'bindings of elements are not resolved; name the value set by url',
});

export const cacheId = row({
  name: 'cache-id',
  type: 'string',
  definedIn: [],
  documentation:
    'Id of a cache, where the header X-Cache-Id is not sent. One that a client chooses itself must be a UUID; its cache begins with the first resources.',
});

/** What only the ecosystem gives each operation that resolves code systems and value sets. */
export const ecosystemParameters = [txResource, cacheId, defaultValueSetVersion] as const;
