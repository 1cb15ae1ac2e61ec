/**
 * Messages in the language that the client prefers by the header Accept-Language. English is the default and stands for
 * whatever is not translated; `displayLanguage` is about displays and leaves messages alone, as HL7's suite wants it.
 */
import { FhirError } from '../fhir/fhir-error.ts';
import type { Issue } from '../fhir/issue.ts';
import { readLanguages } from './languages.ts';
import { de } from './message-translations/de.ts';
import { es } from './message-translations/es.ts';
import { fr } from './message-translations/fr.ts';
import { nl } from './message-translations/nl.ts';
import { fillMessage } from './messages.ts';
import type { MessageKey, Translation } from './messages.ts';

/** Languages that there are translations for, by their primary tag. */
export const translations: Readonly<Record<string, Translation>> = { de, es, fr, nl };

/** The translation for the most wanted language that there is; undefined for English. */
export function translationFor(acceptLanguage: string | undefined): Translation | undefined {
  const ranges = acceptLanguage === undefined ? [] : (readLanguages(acceptLanguage) ?? []);
  for (const { tag, quality } of ranges) {
    const primary = tag.split('-', 1)[0]?.toLowerCase() ?? '';
    if (quality <= 0) continue;
    if (primary === 'en' || primary === '*') return undefined;
    if (Object.hasOwn(translations, primary)) return translations[primary];
  }
  return undefined;
}

/** The issue with its text in the translation, where that has the message. */
export function localizeIssue(issue: Issue, translation: Translation | undefined): Issue {
  const { template } = issue;
  const text = template === undefined ? undefined : translation?.[template.key as MessageKey];
  return text === undefined ? issue : { ...issue, text: fillMessage(text, template?.args ?? []) };
}

/** What was thrown, with its issues in the client's language where it is a FhirError. */
export function localizeFault(error: unknown, acceptLanguage: string | undefined): unknown {
  if (!(error instanceof FhirError)) return error;
  const translation = translationFor(acceptLanguage);
  if (translation === undefined) return error;
  return new FhirError(
    error.issues.map(issue => localizeIssue(issue, translation)),
    error.status,
  );
}
