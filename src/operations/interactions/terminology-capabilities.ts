/**
 * The TerminologyCapabilities of one endpoint (https://hl7.org/fhir/terminologycapabilities.html), in the model:
 * code systems with all their versions from the store, parameters from the operation table.
 */
import type { ResourceStore, StoredResource } from '../../contracts/resource-store.ts';
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { operations } from '../index.ts';
import type { Software } from './capability-statement.ts';

/** What the endpoint at this base URL knows of terminology. */
export function terminologyCapabilities(store: ResourceStore, software: Software, base: string): AnyResource {
  return {
    resourceType: 'TerminologyCapabilities',
    id: 'calx',
    url: `${canonicalBase}/TerminologyCapabilities/calx-${fhirVersionNames[store.fhirVersion].path}`,
    version: software.version,
    name: 'CalxTerminologyCapabilities',
    title: `${software.name} terminology capabilities, FHIR ${store.fhirVersion}`,
    status: 'active',
    experimental: false,
    date: software.releaseDate,
    description: 'Code systems with all their versions, and the parameters of the terminology operations.',
    kind: 'instance',
    software: { name: software.name, version: software.version },
    implementation: { description: `${software.name}, FHIR ${store.fhirVersion}`, url: base },
    lockedDate: false,
    codeSystem: codeSystemsOf(store),
    expansion: expansionCapabilities(),
    codeSearch: 'in-compose',
    validateCode: { translations: true },
    translation: { needsMap: true },
  };
}

/** Content that codes can be judged by; the others are readable, but no operation uses them. */
const judgedContent = new Set(['complete', 'fragment']);

function codeSystemsOf(store: ResourceStore): object[] {
  const judged = store.listAll('CodeSystem').filter(({ content }) => judgedContent.has(content ?? ''));
  const urls = new Set(judged.flatMap(({ url }) => (url === undefined ? [] : [url])));
  return [...urls].sort().map(url => codeSystemOf(url, store.list('CodeSystem', url)));
}

/** The store lists first the version that answers a reference without version. */
function codeSystemOf(url: string, stored: readonly StoredResource[]): object {
  const judged = stored.filter(({ content }) => judgedContent.has(content ?? ''));
  const versioned = judged.filter(({ version }) => version !== undefined);
  return {
    uri: url,
    ...(versioned.length > 0 && {
      version: versioned.map(({ version }) => ({ code: version, isDefault: version === judged[0]?.version })),
    }),
    content: judged[0]?.content ?? 'complete',
  };
}

function expansionCapabilities(): object {
  const expand = operations.find(({ resource, name }) => resource === 'ValueSet' && name === 'expand');
  const supported = (expand?.parameters ?? []).filter(({ unsupported }) => unsupported === undefined);
  return {
    hierarchical: true,
    paging: true,
    incomplete: false,
    parameter: supported
      .map(({ name, documentation }) => ({ name, documentation }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    textFilter: 'Each word of the filter must begin a word of the display or of a designation, in any order.',
  };
}
