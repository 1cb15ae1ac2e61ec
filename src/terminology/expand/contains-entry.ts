/** One entry of `expansion.contains`: how a concept is shown (https://hl7.org/fhir/valueset.html#expansion). */
import type { ConceptId, Designation } from '../../contracts/code-system-provider.ts';
import type { Extension, ValueSetComposeIncludeConcept, ValueSetExpansionContains } from '../../fhir/model.ts';
import { chooseDisplay, preferredForLanguage } from '../display-language.ts';
import type { Candidate, DisplayLanguage } from '../display-language.ts';
import type { ConceptGroup } from './concept-group.ts';
import type { ConceptProperties } from './concept-properties.ts';
import type { DesignationFilter } from './designation-filter.ts';

export interface EntryStyle {
  readonly language: DisplayLanguage;
  readonly includesDesignations: boolean;
  readonly isWanted: DesignationFilter;
  readonly properties: ConceptProperties;
  /** Language of the value set's own texts. */
  readonly valueSetLanguage: string | undefined;
  showsVersion(system: string): boolean;
}

const structureDefinition = 'http://hl7.org/fhir/StructureDefinition/';
const rendering = ['rendering-style', 'rendering-xhtml'].map(name => structureDefinition + name);

/** Extensions of a code system's concept that are shown as they are. */
const echoedFromSystem: ReadonlySet<string> = new Set(rendering);

/** Extensions of a value set's concept that are shown as they are; others become properties. */
const echoedFromValueSet: ReadonlySet<string> = new Set([
  ...rendering,
  ...['valueset-deprecated', 'valueset-concept-definition', 'structuredefinition-standards-status'].map(
    name => structureDefinition + name,
  ),
]);

/** The entry without the entries below it. */
export function showConcept(group: ConceptGroup, concept: ConceptId, style: EntryStyle): ValueSetExpansionContains {
  const { provider } = group;
  const stated = group.stated?.get(concept);
  const { extension: extensions = [] } = stated ?? {};
  const own = ownDisplay(group, concept, style);
  const all = [...provider.getDesignations(concept), ...statedDesignations(stated)];
  const chosen = chooseDisplay(own, all, style.language);
  const entry = {
    extension: shownExtensions(provider.getExtensions(concept), extensions),
    system: provider.url,
    abstract: provider.isAbstract(concept) || undefined,
    inactive: provider.isInactive(concept) || undefined,
    version: style.showsVersion(provider.url) ? provider.version : undefined,
    code: provider.getCode(concept),
    display: chosen?.value,
    designation: style.includesDesignations ? shownDesignations({ own, all, chosen }, style.isWanted) : [],
    property: style.properties.of(provider, concept, extensions),
  };
  return withoutEmpty(entry) as unknown as ValueSetExpansionContains;
}

/** FHIR has neither undefined values nor empty lists. */
function withoutEmpty(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** The value set's own display comes before the code system's. */
function ownDisplay({ provider, stated }: ConceptGroup, concept: ConceptId, style: EntryStyle): Candidate | undefined {
  const display = stated?.get(concept)?.display;
  if (display !== undefined)
    return { value: display, language: style.valueSetLanguage ?? languageOf(provider.definition) };
  const value = provider.getDisplay(concept);
  return value === undefined ? undefined : { value, language: languageOf(provider.definition) };
}

function languageOf({ language }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof language === 'string' ? language : undefined;
}

function statedDesignations(stated: ValueSetComposeIncludeConcept | undefined): readonly Designation[] {
  return (stated?.designation ?? []) as readonly Designation[];
}

interface Displays {
  readonly own: Candidate | undefined;
  readonly all: readonly Designation[];
  readonly chosen: Candidate | undefined;
}

/** All but the one that is the display already; the concept's display joins them when another is shown for it. */
function shownDesignations({ own, all, chosen }: Displays, isWanted: DesignationFilter): readonly object[] {
  const displaced = own === undefined || own === chosen ? [] : [displacedDisplay(own)];
  return [...displaced, ...all]
    .filter(designation => designation !== chosen && isWanted(designation))
    .map(({ language, use, value, extension }) => ({
      ...(extension !== undefined && { extension }),
      ...(language !== undefined && { language }),
      ...(use !== undefined && { use }),
      value,
    }));
}

function displacedDisplay({ value, language }: Candidate): Designation {
  return { value, use: preferredForLanguage, ...(language !== undefined && { language }) };
}

/** The value set's extension replaces the code system's of the same url. */
function shownExtensions(own: readonly Extension[], stated: readonly Extension[]): readonly Extension[] {
  const fromValueSet = stated.filter(({ url }) => echoedFromValueSet.has(url));
  const replaced = new Set(fromValueSet.map(({ url }) => url));
  return [...own.filter(({ url }) => echoedFromSystem.has(url) && !replaced.has(url)), ...fromValueSet];
}
