/** Matching of tokens: `code`, `system|code`, `|code`, `system|` (https://hl7.org/fhir/search.html#token). */
import { invalid, notSupported } from '../../fhir/fhir-error.ts';
import { splitSearchValue, unescapeSearchValue } from '../../fhir/search-escape.ts';
import type { Matcher, MatcherContext, MatcherFactory } from './matcher.ts';
import { textMark } from './search-values.ts';
import { startsLike } from './text-matchers.ts';

interface Token {
  readonly system: string;
  readonly code: string;
}

/** Matches values of the form `system|code`. */
export function createTokenMatcher({ name, impliedSystems }: MatcherContext, text: string): Matcher {
  const parts = splitSearchValue(text, '|').map(unescapeSearchValue);
  const [first = '', code = ''] = parts;
  if (parts.length > 2 || (first === '' && code === '')) {
    throw invalid(`'${text}' is no token for the search parameter ${name}, such as code, system|code or system|.`);
  }
  if (parts.length === 1) return matchToken(token => isCode(token, first));
  const isOfSystem = (token: Token): boolean =>
    token.system === first || (token.system === '' && impliedSystems().has(first));
  return matchToken(token => isOfSystem(token) && (code === '' || isCode(token, code)));
}

/** Matches values that are among the codes that terminology found for the criterion. */
export function createMembershipMatcher({ name, impliedSystems, codes }: MatcherContext): MatcherFactory {
  if (codes === undefined) {
    throw notSupported(`Codes can't be looked up for the search parameter ${name}.`);
  }
  return () =>
    matchToken(({ system, code }) =>
      system === ''
        ? [...impliedSystems()].some(implied => codes.has(`${implied}|${code}`))
        : codes.has(`${system}|${code}`),
    );
}

/** `:text`: the text that goes with a token or reference begins so. */
export function createAttachedTextMatcher(text: string): Matcher {
  const startsSo = startsLike(unescapeSearchValue(text));
  return value => {
    const at = value.indexOf(textMark);
    return at >= 0 && startsSo(value.slice(at + 1));
  };
}

/**
 * Bare codes, ids and texts are compared to the letter: FHIR's own codes are case-sensitive. Of others' systems that is
 * often unknown, and then a server should look past case (https://hl7.org/fhir/R4/search.html#token).
 */
function isCode(token: Token, wanted: string): boolean {
  return token.code === wanted || (token.system !== '' && token.code.toLowerCase() === wanted.toLowerCase());
}

function matchToken(test: (token: Token) => boolean): Matcher {
  return value => {
    const mark = value.indexOf(textMark);
    const token = mark < 0 ? value : value.slice(0, mark);
    const at = token.indexOf('|');
    return at >= 0 && test({ system: token.slice(0, at), code: token.slice(at + 1) });
  };
}
