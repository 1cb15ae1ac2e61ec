/**
 * What a concept may be called: its display and designations, each with language and standing, and the questions that
 * display validation asks of them (https://hl7.org/fhir/valueset-operation-validate-code.html, parameter `display`).
 */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import type { Extension, ValueSet } from '../../fhir/model.ts';
import { preferredForLanguage } from '../display-language.ts';
import { acceptsLanguage, matchesLanguage } from '../languages.ts';
import { findStandardsStatus } from '../standing.ts';
import type { LanguageDepth, LanguageRange } from '../languages.ts';
import { listWithOr } from '../messages.ts';

export interface DisplayEntry {
  readonly value: string;
  readonly language: string | undefined;
  /** Meant to be shown for the concept, not only a synonym of some other use. */
  readonly isDisplay: boolean;
  /** Standing of a name that is no longer current (`deprecated`, `inactive`); undefined while it is. */
  readonly retiredAs: string | undefined;
}

type LanguageList = readonly LanguageRange[] | undefined;

/** Uses that make a designation a display: HL7's own, and SNOMED CT's preferred term. */
const displayUses: Readonly<Record<string, string>> = {
  [preferredForLanguage.system]: preferredForLanguage.code,
  'http://terminology.hl7.org/CodeSystem/designation-usage': 'display',
  'http://snomed.info/sct': '900000000000548007',
};

/** Every name that the code system (with its supplements) gives the concept, the display first. */
export function listDisplays(provider: CodeSystemProvider, concept: ConceptId): readonly DisplayEntry[] {
  const display = provider.getDisplay(concept);
  const entries = provider.getDesignations(concept).map(designationToEntry);
  if (display === undefined) return entries;
  const language = languageOf(provider.definition);
  return [{ value: display, language, isDisplay: true, retiredAs: undefined }, ...entries];
}

/** The parts of a listed concept that name it. */
export interface IncludedNames {
  readonly display?: string | undefined;
  readonly designation?: readonly NamedDesignation[] | undefined;
}

/** A designation as any of our sources writes it. */
interface NamedDesignation {
  readonly value: string;
  readonly language?: string | undefined;
  readonly use?: { readonly system?: string | undefined; readonly code?: string | undefined } | undefined;
  readonly extension?: readonly Extension[] | undefined;
}

/** Names that an include of a value set adds for the concept. */
export function listIncludedDisplays(concept: IncludedNames, valueSet: ValueSet): readonly DisplayEntry[] {
  const entries = (concept.designation ?? []).map(designationToEntry);
  if (concept.display === undefined) return entries;
  return [
    { value: concept.display.trim(), language: valueSet.language, isDisplay: true, retiredAs: undefined },
    ...entries,
  ];
}

function designationToEntry({ value, language, use, extension }: NamedDesignation): DisplayEntry {
  const isDisplay = use === undefined || displayUses[use.system ?? ''] === use.code;
  const status = findStandardsStatus(extension);
  const retiredAs = status === 'withdrawn' ? 'deprecated' : status;
  const isRetired = retiredAs === 'deprecated' || retiredAs === 'inactive';
  return { value: value.trim(), language, isDisplay, retiredAs: isRetired ? retiredAs : undefined };
}

function languageOf(definition: Readonly<Record<string, unknown>>): string | undefined {
  return typeof definition['language'] === 'string' ? definition['language'] : undefined;
}

/** A name without language answers any; no preference accepts every language. */
export function acceptsEntry(entry: DisplayEntry, languages: LanguageList, depth: LanguageDepth = 'language'): boolean {
  const { language } = entry;
  if (language === undefined || languages === undefined) return true;
  return languages.some(range => acceptsLanguage(range, language, depth));
}

export interface DisplaySearch {
  readonly languages: LanguageList;
  /** Names in this language count too. */
  readonly alsoLanguage?: string | undefined;
  readonly onlyCurrent?: boolean;
  readonly ignoresBlanks?: boolean;
}

/** Whether the text is a name of the concept, upper and lower case aside. */
export function hasDisplay(entries: readonly DisplayEntry[], text: string, search: DisplaySearch): boolean {
  const fold = search.ignoresBlanks === true ? foldBlanks : foldCase;
  const wanted = fold(text);
  return entries.some(
    entry =>
      fold(entry.value) === wanted &&
      (search.onlyCurrent !== true || entry.retiredAs === undefined) &&
      (acceptsEntry(entry, search.languages) || isInLanguage(entry, search.alsoLanguage)),
  );
}

function isInLanguage({ language }: DisplayEntry, wanted: string | undefined): boolean {
  return wanted !== undefined && language !== undefined && matchesLanguage(wanted, language, 'language');
}

const foldCase = (text: string): string => text.toLowerCase();
const foldBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Names in the languages wanted, by the closest match of tags that finds any. */
export function selectDisplays(
  entries: readonly DisplayEntry[],
  languages: LanguageList,
  onlyDisplays: boolean,
): readonly DisplayEntry[] {
  const candidates = onlyDisplays ? entries.filter(({ isDisplay }) => isDisplay) : entries;
  for (const depth of ['full', 'region', 'language'] as const) {
    const selected = candidates.filter(entry => acceptsEntry(entry, languages, depth));
    if (selected.length > 0) return selected;
  }
  return [];
}

/** `'Display 1' (en) or 'Anzeige 1' (de)`: the names that would have been right. */
export function presentDisplays(entries: readonly DisplayEntry[], languages: LanguageList): string {
  const displays = entries.filter(({ isDisplay }) => isDisplay);
  const wanted = displays.filter(entry => acceptsEntry(entry, languages));
  const shown = wanted.length > 0 ? wanted : displays;
  return listWithOr(
    shown.map(({ value, language }) => (language === undefined ? `'${value}'` : `'${value}' (${language})`)),
  );
}

/** The name to show: in the first wanted language that has one, else one without language, else the first display. */
export function preferredDisplay(entries: readonly DisplayEntry[], languages: LanguageList): string | undefined {
  for (const range of languages ?? []) {
    const chosen = bestInLanguage(entries, range);
    if (chosen !== undefined) return chosen.value;
  }
  const displays = entries.filter(({ isDisplay }) => isDisplay);
  const fallback = languages === undefined ? undefined : displays.find(({ language }) => language === undefined);
  return (fallback ?? currentFirst(displays) ?? entries[0])?.value;
}

function bestInLanguage(entries: readonly DisplayEntry[], range: LanguageRange): DisplayEntry | undefined {
  for (const depth of ['full', 'region', 'language'] as const) {
    const matching = entries.filter(
      ({ language }) => language !== undefined && acceptsLanguage(range, language, depth),
    );
    const chosen = currentFirst(matching.filter(({ isDisplay }) => isDisplay)) ?? currentFirst(matching);
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

function currentFirst(entries: readonly DisplayEntry[]): DisplayEntry | undefined {
  return entries.find(({ retiredAs }) => retiredAs === undefined) ?? entries[0];
}
