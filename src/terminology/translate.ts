/**
 * `$translate` on ConceptMap (https://hl7.org/fhir/conceptmap-operation-translate.html): what a coding is mapped to, or
 * which codings are mapped to it, by one map or by all that suit. The answer has R5's form.
 */
import { invalid, tooCostly } from '../fhir/fhir-error.ts';
import type { Parameters } from '../fhir/model.ts';
import type { Steps } from './run-steps.ts';
import type { TranslateRequest } from './terminology-request.ts';
import { selectMaps } from './translate/select-maps.ts';
import type { TranslateTools, Translation } from './translate/select-maps.ts';
import { translateForward } from './translate/translate-forward.ts';
import { translateReverse } from './translate/translate-reverse.ts';
import { distinctMatches, isPositive, matchToParameter } from './translate/translation-match.ts';
import type { TranslationMatch } from './translate/translation-match.ts';

/** The Parameters with every mapping found; `result` is true if one of them relates the concepts. */
export function* translate(request: TranslateRequest, tools: TranslateTools): Steps<Parameters> {
  // The spread stands last: in front each member behind it would cost more than all the rest (docs/performance.md).
  const translation: Translation = { request, remarks: [], graphs: new Map(), deferred: new Map(), ...tools };
  return buildAnswer(distinctMatches(yield* findMatches(translation)), translation);
}

function* findMatches(translation: Translation): Steps<readonly TranslationMatch[]> {
  const { source = [], target = [] } = translation.request;
  if (source.length + target.length === 0) throw invalid('Nothing to translate: give a source or a target concept');
  if (source.length + target.length > mostCodings) throw tooCostly(`A concept may have at most ${mostCodings} codings`);
  const matches: TranslationMatch[] = [];
  const collect = (found: readonly TranslationMatch[]): void => {
    if (matches.length + found.length > mostMatches) throw tooCostly(`There are more than ${mostMatches} mappings`);
    matches.push(...found);
  };
  for (const map of yield* selectMaps(translation)) {
    for (const coding of source) {
      yield;
      collect(yield* translateForward(translation, map, coding));
    }
    for (const coding of target) {
      yield;
      collect(yield* translateReverse(translation, map, coding));
    }
  }
  return matches;
}

/** Most codings of one CodeableConcept. */
const mostCodings = 1000;
/** Most mappings in one answer. */
const mostMatches = 10_000;

function buildAnswer(
  matches: readonly TranslationMatch[],
  { remarks, answer }: Pick<Translation, 'remarks' | 'answer'>,
): Parameters {
  const found =
    matches.length === 0 && remarks.length === 0 ? ['No concept map has a mapping for the concept'] : remarks;
  const message = [...new Set(found)].join('; ');
  answer.plain('result', 'valueBoolean', matches.some(isPositive));
  answer.plain('message', 'valueString', message === '' ? undefined : message);
  // A mapping that is made for this answer alone is not asked for again, and is soon forgotten.
  for (const match of matches) answer.kept(match, matchToParameter);
  return answer.finish();
}
