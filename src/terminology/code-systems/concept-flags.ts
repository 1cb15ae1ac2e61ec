/**
 * What a concept's properties say of its use: not selectable, inactive, its status
 * (https://hl7.org/fhir/codesystem-concept-properties.html).
 */
import type { ConceptId, ConceptProperty, PropertyDefinition } from '../../contracts/code-system-provider.ts';
import type { CodeSystemProperty, Extension } from '../../fhir/model.ts';
import { findStandardsStatus } from '../standing.ts';
import { codesMeaning, propertyText } from './concept-properties.ts';

export interface ConceptFlags {
  readonly abstract: ReadonlySet<ConceptId>;
  readonly inactive: ReadonlySet<ConceptId>;
  readonly status: ReadonlyMap<ConceptId, string>;
}

/** What few concepts have. */
interface Carried {
  readonly properties: ReadonlyMap<ConceptId, readonly ConceptProperty[]>;
  readonly extensions: ReadonlyMap<ConceptId, readonly Extension[]>;
}

export interface FlagsOfOne {
  readonly isAbstract: boolean;
  readonly isInactive: boolean;
  readonly status: string | undefined;
}

/** Statuses of a concept that take it out of use; `deprecated` still may be used. */
const inactiveStatuses: ReadonlySet<string> = new Set(['inactive', 'retired', 'withdrawn']);

/** The flags of every concept that has any. */
export function conceptFlags(
  declared: readonly PropertyDefinition[],
  { properties, extensions }: Carried,
): ConceptFlags {
  const flagsOf = flagReader(declared);
  const [abstract, inactive, status] = [new Set<ConceptId>(), new Set<ConceptId>(), new Map<ConceptId, string>()];
  const look = (concept: ConceptId, own: readonly ConceptProperty[], more: readonly Extension[]): void => {
    const flags = flagsOf(own, more);
    if (flags.isAbstract) abstract.add(concept);
    if (flags.isInactive) inactive.add(concept);
    if (flags.status !== undefined) status.set(concept, flags.status);
  };
  for (const [concept, own] of properties) look(concept, own, extensions.get(concept) ?? []);
  for (const [concept, own] of extensions) if (!properties.has(concept)) look(concept, [], own);
  return { abstract, inactive, status };
}

type FlagReader = (properties: readonly ConceptProperty[], extensions: readonly Extension[]) => FlagsOfOne;

/** Reads the flags of one concept from what it carries, by what the declared properties mean. */
export function flagReader(declared: readonly PropertyDefinition[]): FlagReader {
  const properties = declared as readonly CodeSystemProperty[];
  const codes = {
    notSelectable: codesMeaning('notSelectable', properties),
    inactive: codesMeaning('inactive', properties),
    status: codesMeaning('status', properties),
  };
  return (own, extensions) => {
    const stated = own.find(property => codes.status.has(property.code));
    // HL7's standards-status extension states the status of a concept that has no such property.
    const status = stated === undefined ? findStandardsStatus(extensions) : propertyText(stated.value);
    return {
      isAbstract: isTrue(own, codes.notSelectable),
      isInactive: isTrue(own, codes.inactive) || (status !== undefined && inactiveStatuses.has(status)),
      status,
    };
  };
}

function isTrue(properties: readonly ConceptProperty[], codes: ReadonlySet<string>): boolean {
  return properties.some(({ code, value }) => codes.has(code) && (value === true || value === 'true'));
}
