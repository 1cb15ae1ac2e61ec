/**
 * The TerminologyCapabilities of one endpoint (https://hl7.org/fhir/terminologycapabilities.html), in the model:
 * code systems with all their versions from the terminology engine, parameters from the operation table.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import { canonicalBase } from '../../fhir/canonical-base.ts';
import { fhirVersionNames } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import type { JudgedCodeSystem } from '../../terminology/judged-code-systems.ts';
import type { TerminologyService } from '../../terminology/terminology-service.ts';
import { operations } from '../index.ts';
import type { Software } from './capability-statement.ts';

export interface TerminologyEndpoint {
  readonly fhirVersion: FhirVersion;
  readonly terminology: Pick<TerminologyService, 'listCodeSystems'>;
}

/** What the endpoint at this base URL knows of terminology. */
export function terminologyCapabilities(
  { fhirVersion, terminology }: TerminologyEndpoint,
  software: Software,
  base: string,
): AnyResource {
  return {
    resourceType: 'TerminologyCapabilities',
    id: 'calx',
    url: `${canonicalBase}/TerminologyCapabilities/calx-${fhirVersionNames[fhirVersion].path}`,
    version: software.version,
    name: 'CalxTerminologyCapabilities',
    title: `${software.name} terminology capabilities, FHIR ${fhirVersion}`,
    status: 'active',
    experimental: false,
    date: software.releaseDate,
    description: 'Code systems with all their versions, and the parameters of the terminology operations.',
    kind: 'instance',
    software: { name: software.name, version: software.version },
    implementation: { description: `${software.name}, FHIR ${fhirVersion}`, url: base },
    lockedDate: false,
    codeSystem: terminology.listCodeSystems().map(codeSystemOf),
    expansion: expansionCapabilities(),
    codeSearch: 'in-compose',
    validateCode: { translations: true },
    translation: { needsMap: true },
  };
}

function codeSystemOf({ url, versions }: JudgedCodeSystem): object {
  const told = versions.filter(({ version, isCompositional }) => version !== undefined || isCompositional);
  return {
    uri: url,
    ...(told.length > 0 && { version: told.map(versionOf) }),
    content: versions[0]?.content ?? 'complete',
  };
}

function versionOf({ version, isDefault, isCompositional, filters }: JudgedCodeSystem['versions'][number]): object {
  return {
    ...(version !== undefined && { code: version }),
    isDefault,
    ...(isCompositional && { compositional: true }),
    ...(filters.length > 0 && { filter: filters.map(({ code, operators }) => ({ code, op: operators })) }),
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
