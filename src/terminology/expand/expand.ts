/** `ValueSet/$expand` (https://hl7.org/fhir/valueset-operation-expand.html). */
import { invalid, tooCostly } from '../../fhir/fhir-error.ts';
import { withPreparedItems } from '../../fhir/formats/prepared-items.ts';
import { resourceOfText } from '../../fhir/formats/prepared-text.ts';
import type { ValueSet, ValueSetExpansionContains } from '../../fhir/model.ts';
import { displayLanguageOf } from '../display-language.ts';
import { withExpansionDefaults } from '../expansion-defaults.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { nameOfValueSet } from '../validate-code/value-set-graph.ts';
import type { Budget } from './budget.ts';
import { ConceptProperties } from './concept-properties.ts';
import type { EntryStyle } from './contains-entry.ts';
import { designationFilter } from './designation-filter.ts';
import { buildAnswer } from './expansion-answer.ts';
import type { AnswerParts } from './expansion-answer.ts';
import type { StampOf } from './expansion-stamp.ts';
import type { KeptExpansions } from './kept-expansions.ts';
import { flatEntries, nestedEntries } from './page-entries.ts';
import { selectValueSet } from './select-value-set.ts';
import type { SelectContext } from './select-value-set.ts';
import type { Selection } from './selection-cache.ts';
import type { Page } from './wanted-page.ts';

export interface ExpandContext extends SelectContext {
  /** Most codes that one answer may have. */
  readonly maxCodes: number;
  readonly stampOf: StampOf;
  readonly kept: KeptExpansions;
  /** Whether the answer or its entries may be text. */
  readonly takesText: boolean;
}

/** The value set with its expansion, without its definition. */
export async function expand(asked: ExpandRequest, context: ExpandContext): Promise<ValueSet> {
  assertPage(asked);
  const selection = await selectValueSet(asked, context);
  const { valueSet, sources } = selection;
  const request = withExpansionDefaults(asked, valueSet);
  const page = await context.kept.pages.find(selection, request, context);
  const { total } = page;
  assertAffordable(valueSet, request, total, context.maxCodes);
  const style = entryStyle(request, selection);
  const entries = await textOfPage(page, request, style, context);
  const contains = entries === undefined ? await showPage(page, request, style, context.budget) : [];
  const [stamp, start] = [context.stampOf(asked), startOf(request, total)];
  const { language, properties } = style;
  const parts = { valueSet, request, language, sources, stamp, total, start, shown: properties.shown, contains };
  return entries === undefined ? buildAnswer(parts) : answerWith(entries, parts, selection, context.kept);
}

/** The answer whose entries are text: all of it is text, where it may be. */
function answerWith(entries: string, parts: AnswerParts, { key }: Selection, { frames }: KeptExpansions): ValueSet {
  const text = key === undefined ? undefined : frames?.textOf(parts, entries, key);
  if (text !== undefined) return resourceOfText('ValueSet', text) as unknown as ValueSet;
  const answer = buildAnswer(parts);
  if (answer.expansion === undefined || entries === '') return answer;
  return {
    ...answer,
    expansion: withPreparedItems({ ...answer.expansion, contains: [] }, { name: 'contains', text: entries }),
  };
}

/** An answer that is a page says where it begins; one that has all does not. */
function startOf({ offset, count = 0 }: ExpandRequest, total: number): number | undefined {
  if (offset !== undefined) return offset;
  return count > 0 && count < total ? 0 : undefined;
}

/** Every word of the filter is looked for in every concept, so a user's few are taken and a book is not. */
const maxFilterLength = 1000;

function assertPage({ offset, count, filter = '' }: ExpandRequest): void {
  if ((offset ?? 0) < 0 || (count ?? 0) < 0) throw invalid('offset and count may not be negative');
  if (filter.length > maxFilterLength) throw tooCostly(`A text filter may have at most ${maxFilterLength} characters`);
}

function assertAffordable(valueSet: ValueSet, request: ExpandRequest, total: number, maxCodes: number): void {
  const shown = Math.min(request.count ?? total, Math.max(total - (request.offset ?? 0), 0));
  if (shown > maxCodes) throw txError('VALUESET_TOO_COSTLY', [nameOfValueSet(valueSet), String(maxCodes)]);
}

function entryStyle(request: ExpandRequest, { valueSet, sources }: Selection): EntryStyle {
  const { designation = [], includeDesignations, property = [] } = request;
  return {
    language: displayLanguageOf(request, valueSet),
    includesDesignations: includeDesignations ?? designation.length > 0,
    isWanted: designationFilter(designation),
    properties: new ConceptProperties([...property, ...(valueSet.compose?.property ?? [])]),
    valueSetLanguage: valueSet.language,
    showsVersion: system => sources.inSeveralVersions.has(system),
  };
}

function isFlat({ offset, count, excludeNested }: ExpandRequest): boolean {
  return excludeNested === true || offset !== undefined || count !== undefined;
}

/** Undefined where the answer has to be a tree. */
async function textOfPage(
  page: Page,
  request: ExpandRequest,
  style: EntryStyle,
  { kept, takesText, budget }: ExpandContext,
): Promise<string | undefined> {
  if (!takesText) return undefined;
  // Without nesting a whole expansion is a list as well.
  const isList = isFlat(request) || page.pieces.every(({ group }) => !group.isNested);
  return isList ? kept.entries.page(page, style, budget) : undefined;
}

/** A page is a piece of a list, so it is flat. */
function showPage(
  page: Page,
  request: ExpandRequest,
  style: EntryStyle,
  budget: Budget,
): Promise<readonly ValueSetExpansionContains[]> {
  return isFlat(request) ? flatEntries(page, style, budget) : nestedEntries(page, style, budget);
}
