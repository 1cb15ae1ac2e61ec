/**
 * Which designations an expansion shows: the parameter `designation`, tokens `system|code` of uses or languages
 * (https://hl7.org/fhir/valueset-operation-expand.html). The tokens are read once for all entries.
 */
import type { Designation } from '../../contracts/code-system-provider.ts';

export type DesignationFilter = (designation: Designation) => boolean;

const languageSystem = 'urn:ietf:bcp:47';

/** A filter that lets through what one of the tokens names; everything where there are none. */
export function designationFilter(tokens: readonly string[]): DesignationFilter {
  if (tokens.length === 0) return () => true;
  const languages = new Set<string>();
  /** Codes without a system, of a language or a use. */
  const codes = new Set<string>();
  /** `system|code`; without code for any use of the system. */
  const uses = new Set<string>();
  for (const token of tokens) {
    const bar = token.lastIndexOf('|');
    const code = token.slice(bar + 1);
    if (bar <= 0) codes.add(code);
    else if (token.slice(0, bar) === languageSystem) languages.add(code.toLowerCase());
    else uses.add(token);
  }
  const hasLanguage = (language: string): boolean => languages.has(language.toLowerCase()) || codes.has(language);
  const hasUse = ({ system, code = '' }: NonNullable<Designation['use']>): boolean =>
    codes.has(code) || (system !== undefined && (uses.has(`${system}|`) || uses.has(`${system}|${code}`)));
  return ({ language, use }) => (language !== undefined && hasLanguage(language)) || (use !== undefined && hasUse(use));
}
