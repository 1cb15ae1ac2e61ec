/**
 * Which of a concept's displays is shown (https://hl7.org/fhir/valueset-operation-expand.html, parameter
 * `displayLanguage`): the most wanted language that there is, else the code system's own display, unless the client
 * refuses other languages (`*; q=0`).
 */
import type { Designation } from '../contracts/code-system-provider.ts';
import type { ValueSet } from '../fhir/model.ts';
import { expansionDefault } from './expansion-defaults.ts';
import { acceptsLanguage, formatLanguages, parseDisplayLanguage, readLanguages } from './languages.ts';
import type { LanguageDepth, LanguageRange } from './languages.ts';
import { findStandardsStatus } from './standing.ts';
import type { TerminologyRequest } from './terminology-request.ts';

export interface DisplayLanguage {
  /** Most wanted first; empty where nothing is asked for. */
  readonly ranges: readonly LanguageRange[];
  /** How the answer quotes it; undefined where neither the client nor the value set asked. */
  readonly quoted: string | undefined;
}

/** The language asked for: by parameter, by the value set, by header, or the value set's own language, in this order. */
export function displayLanguageOf(request: TerminologyRequest, valueSet?: ValueSet): DisplayLanguage {
  const stated = valueSet === undefined ? undefined : expansionDefault(valueSet, 'displayLanguage');
  const asked = request.displayLanguage ?? stated;
  if (asked !== undefined) return quotedAs(asked, parseDisplayLanguage(asked));
  const { acceptLanguage } = request;
  if (acceptLanguage !== undefined) {
    const accepted = readLanguages(acceptLanguage);
    if (accepted !== undefined && statesPreference(accepted)) return quotedAs(acceptLanguage, accepted);
  }
  return { ranges: ownLanguage(valueSet), quoted: undefined };
}

function ownLanguage(valueSet: ValueSet | undefined): readonly LanguageRange[] {
  const language = valueSet?.language;
  return language === undefined ? [] : (readLanguages(language) ?? []);
}

/** Many HTTP clients send `*` unasked: any language will do, so nobody asked for one. */
function statesPreference(ranges: readonly LanguageRange[]): boolean {
  return ranges.some(({ tag, quality }) => tag !== '*' || quality <= 0);
}

/** A list without weights is quoted as it came. */
function quotedAs(text: string, ranges: readonly LanguageRange[]): DisplayLanguage {
  return { ranges, quoted: text.includes(';') ? formatLanguages(ranges) : text };
}

/** A display or designation among which to choose. */
export interface Candidate {
  readonly value: string;
  readonly language?: string | undefined;
}

/** Use of a display that stands among the designations. */
export const preferredForLanguage = {
  system: 'http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra',
  code: 'preferredForLanguage',
  display: 'Preferred For Language',
};

const depths: readonly LanguageDepth[] = ['full', 'region', 'language'];

/** The one to show: `own` is the concept's display, which wins over designations of the same language. */
export function chooseDisplay(
  own: Candidate | undefined,
  designations: readonly Designation[],
  { ranges }: DisplayLanguage,
): Candidate | undefined {
  if (ranges.length === 0) return own;
  const others = designations.filter(isDisplay).sort((left, right) => rankOfUse(left) - rankOfUse(right));
  const candidates: readonly Candidate[] = own === undefined ? others : [own, ...others];
  for (const range of ranges) {
    if (range.quality <= 0) continue;
    if (range.tag === '*' && own !== undefined) return own;
    const chosen = inLanguage(candidates, range);
    if (chosen !== undefined) return chosen;
  }
  return refusesOthers(ranges) ? undefined : own;
}

function inLanguage(candidates: readonly Candidate[], range: LanguageRange): Candidate | undefined {
  for (const depth of depths) {
    const chosen = candidates.find(({ language }) => language !== undefined && acceptsLanguage(range, language, depth));
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

function refusesOthers(ranges: readonly LanguageRange[]): boolean {
  return ranges.some(({ tag, quality }) => tag === '*' && quality <= 0);
}

const notDisplays: ReadonlySet<string> = new Set(['definition', 'abbreviation', 'consumer-def']);

/** A designation that is out of use, or that is a definition, is no display. */
function isDisplay({ use, extension }: Designation): boolean {
  const status = findStandardsStatus(extension);
  if (status === 'withdrawn' || status === 'deprecated') return false;
  return use?.code === undefined || !notDisplays.has(use.code);
}

const preferredUses: ReadonlySet<string> = new Set(['preferredForLanguage', 'display', 'preferred']);

function rankOfUse({ use }: Designation): number {
  if (use?.code === undefined) return 1;
  return preferredUses.has(use.code) ? 0 : 2;
}
