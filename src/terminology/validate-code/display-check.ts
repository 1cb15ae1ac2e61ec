/**
 * Whether the display that came with a code is one of its names, in the languages asked for
 * (https://hl7.org/fhir/valueset-operation-validate-code.html, parameters `display` and `displayLanguage`).
 */
import type { IssueSeverity } from '../../fhir/issue.ts';
import { formatLanguages } from '../languages.ts';
import { pluralKey } from '../messages.ts';
import type { PluralMessageId } from '../messages.ts';
import { at, report } from './check-context.ts';
import type { CheckContext, CodingFindings } from './check-context.ts';
import { hasDisplay, preferredDisplay, presentDisplays, selectDisplays } from './displays.ts';

export interface DisplayAsked {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** Reports a display that is not a name of the concept, or no longer one. */
export function checkDisplay(context: CheckContext, asked: DisplayAsked, findings: CodingFindings): void {
  const { languages } = context;
  const { displays, path } = findings;
  if (!hasDisplay(displays, asked.display, { languages })) return reportWrongDisplay(context, asked, findings);
  if (hasDisplay(displays, asked.display, { languages, onlyCurrent: true })) return;
  const retired = displays.find(({ value }) => value.toLowerCase() === asked.display.toLowerCase());
  const current = displays.filter(({ isDisplay, retiredAs }) => isDisplay && retiredAs === undefined);
  const names = [...new Set(current.map(({ value }) => `"${value}"`))];
  const args = [asked.display, asked.code, names.join(','), retired?.retiredAs ?? ''];
  report(context, 'INACTIVE_DISPLAY_FOUND', args, at(path, 'display'));
}

function reportWrongDisplay(context: CheckContext, asked: DisplayAsked, findings: CodingFindings): void {
  const { languages } = context;
  const { displays } = findings;
  const inLanguage = selectDisplays(displays, languages, true).length;
  const severity = severityOf(context);
  if (inLanguage > 0) return reportChoices(context, asked, findings, { count: inLanguage, severity });
  const synonyms = selectDisplays(displays, languages, false).length;
  if (synonyms > 0) return reportChoices(context, asked, findings, { count: synonyms, severity: 'warning' });
  reportNoneInLanguage(context, asked, findings);
}

function reportChoices(
  context: CheckContext,
  asked: DisplayAsked,
  { displays, path }: CodingFindings,
  { count, severity }: { readonly count: number; readonly severity: IssueSeverity },
): void {
  const { languages } = context;
  const onlyBlanks = hasDisplay(displays, asked.display, { languages, ignoresBlanks: true });
  const id: PluralMessageId = onlyBlanks
    ? 'Display_Name_WS_for__should_be_one_of__instead_of'
    : 'Display_Name_for__should_be_one_of__instead_of';
  const choices = presentDisplays(displays, languages);
  const args = [String(count), asked.system, asked.code, choices, asked.display, summarizeLanguages(context)];
  report(context, pluralKey(id, count), args, { ...at(path, 'display'), severity });
}

/** No name in the languages asked for: a name in the code system's own language is accepted with a remark. */
function reportNoneInLanguage(context: CheckContext, asked: DisplayAsked, findings: CodingFindings): void {
  const { displays, defaultLanguage, path } = findings;
  const place = at(path, 'display');
  const { display, system, code } = asked;
  const preferred = preferredDisplay(displays, undefined);
  if (preferred === undefined) return report(context, 'NO_VALID_DISPLAY_AT_ALL', [display, system, code], place);
  const languages = summarizeLanguages(context);
  if (hasDisplay(displays, display, { languages: context.languages, alsoLanguage: defaultLanguage ?? 'en' })) {
    return report(
      context,
      'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK',
      [display, system, code, languages, display],
      place,
    );
  }
  const args = [display, system, code, languages, preferred];
  report(context, 'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR', args, { ...place, severity: severityOf(context) });
}

function severityOf({ request }: CheckContext): IssueSeverity {
  return request.lenientDisplayValidation === true ? 'warning' : 'error';
}

function summarizeLanguages({ languages }: CheckContext): string {
  return languages === undefined || languages.length === 0 ? '--' : formatLanguages(languages);
}
