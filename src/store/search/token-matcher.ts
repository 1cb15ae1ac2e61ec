/** Matching of tokens: `code`, `system|code`, `|code`, `system|` (https://hl7.org/fhir/search.html#token). */
import { invalid } from '../../fhir/fhir-error.ts';
import type { Matcher } from './matcher.ts';

/** An element of type code has no system on the wire; its required binding says which one is meant. */
const systemsOfCodes: ReadonlyMap<string, string> = new Map([
  ['status', 'http://hl7.org/fhir/publication-status'],
  ['content-mode', 'http://hl7.org/fhir/codesystem-content-mode'],
  ['derivation', 'http://hl7.org/fhir/type-derivation-rule'],
]);

/** Matches values of the form `system|code`. */
export function createTokenMatcher(parameter: string, text: string): Matcher {
  const at = text.indexOf('|');
  if (at < 0) return value => codeOf(value) === text;
  const [system, code] = [text.slice(0, at), text.slice(at + 1)];
  if (system === '' && code === '') throw invalid(`'|' is no value for the search parameter ${parameter}.`);
  const implied = systemsOfCodes.get(parameter);
  return value => isOfSystem(value, system, implied) && (code === '' || codeOf(value) === code);
}

function isOfSystem(value: string, system: string, implied: string | undefined): boolean {
  const own = value.slice(0, value.indexOf('|'));
  return own === system || (own === '' && implied === system);
}

function codeOf(value: string): string {
  return value.slice(value.indexOf('|') + 1);
}
