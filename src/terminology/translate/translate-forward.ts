/**
 * Mappings from a source coding: elements of every group from its code system, and what a group says of codes that it
 * does not map (https://hl7.org/fhir/conceptmap.html#unmapped).
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { businessRule, notSupported, tooCostly } from '../../fhir/fhir-error.ts';
import type { Coding, ConceptMap, ConceptMapGroup, ConceptMapGroupElement } from '../../fhir/model.ts';
import { noMapCommentOf } from '../../fhir/no-map-comment.ts';
import { nested } from '../run-steps.ts';
import type { Steps } from '../run-steps.ts';
import { contradicts } from './dependency.ts';
import { getMap, holds, isInScope } from './select-maps.ts';
import type { Translation } from './select-maps.ts';
import { codingOf, distinctMatches } from './translation-match.ts';
import type { TranslationMatch } from './translation-match.ts';

/** Every mapping of the coding that this map states, with those of the maps that it defers to. */
export function* translateForward(
  translation: Translation,
  map: ConceptMap,
  coding: Coding,
  chain: readonly string[] = [],
): Steps<readonly TranslationMatch[]> {
  const name = formatCanonical(map.url ?? '', map.version);
  if (chain.includes(name)) {
    const cycle = [...chain, name].join(' → ');
    throw businessRule(`The concept map '${name}' refers to itself by unmapped.otherMap: ${cycle}`);
  }
  if (!(yield* isInScope(translation, map, 'source', coding))) return [];
  const groups = (map.group ?? []).filter(group => isGroupFor(group, coding, translation.request.targetSystem));
  const matches: TranslationMatch[] = [];
  for (const group of groups) {
    const found = yield* translateInGroup(translation, { map, group, coding, chain: [...chain, name] });
    for (const match of found) if (yield* isInScope(translation, map, 'target', match.concept)) matches.push(match);
  }
  return matches;
}

interface GroupQuestion {
  readonly map: ConceptMap;
  readonly group: ConceptMapGroup;
  readonly coding: Coding;
  readonly chain: readonly string[];
}

function isGroupFor({ source, target }: ConceptMapGroup, coding: Coding, targetSystem: string | undefined): boolean {
  return (
    isSystem(source, coding.system, coding.version) && (targetSystem === undefined || isSystem(target, targetSystem))
  );
}

/** Whether a canonical of a group names this code system, and not another version than is asked for. */
export function isSystem(canonical: string | undefined, system: string | undefined, version?: string): boolean {
  if (canonical === undefined) return false;
  const named = parseCanonical(canonical);
  const isVersion = named.version === undefined || version === undefined || named.version === version;
  return named.url === system && isVersion;
}

function* translateInGroup(translation: Translation, question: GroupQuestion): Steps<readonly TranslationMatch[]> {
  const { map, group, coding } = question;
  const elements =
    translation.index.elementsFor(group, coding.code) ??
    (yield* selectElements(translation, group.element ?? [], coding));
  // Without a target and without a word that there is none, a code is as unmapped as one that is not there.
  if (elements.every(({ noMap, target = [] }) => noMap !== true && target.length === 0)) {
    return yield* translateUnmapped(translation, question);
  }
  if (elements.every(({ noMap }) => noMap === true)) {
    translation.remarks.push(remarkOnNoMap(map, coding, elements));
  }
  return elements.flatMap(element => translateElement(translation, question, element));
}

/** That the map has no mapping for the code, and why, where the map says it. */
function remarkOnNoMap(map: ConceptMap, coding: Coding, elements: readonly ConceptMapGroupElement[]): string {
  const reasons = elements.flatMap(element => noMapCommentOf(element) ?? []);
  const remark = `The concept map '${map.url ?? ''}' says that '${coding.code ?? ''}' has no mapping`;
  return [remark, ...new Set(reasons)].join(': ');
}

/** An element is for one code, or for all codes of a value set. */
function* selectElements(
  translation: Translation,
  elements: readonly ConceptMapGroupElement[],
  coding: Coding,
): Steps<readonly ConceptMapGroupElement[]> {
  const selected: ConceptMapGroupElement[] = [];
  for (const element of elements) {
    const isFor =
      element.valueSet === undefined
        ? element.code === coding.code
        : (yield* holds(translation, element.valueSet, coding)) === true;
    if (isFor) selected.push(element);
  }
  return selected;
}

function translateElement(
  { request, remarks, index }: Translation,
  { map, group, coding }: GroupQuestion,
  { target = [] }: ConceptMapGroupElement,
): readonly TranslationMatch[] {
  const known = request.dependency ?? [];
  const fitting =
    known.length === 0 ? target : target.filter(({ dependsOn = [] }) => !contradicts(known, dependsOn, map));
  if (fitting.length < target.length) {
    remarks.push(`'${coding.code ?? ''}' has mappings that depend on other values than those given`);
  }
  return fitting.map(entry => {
    if (entry.valueSet !== undefined) throw refuseValueSet(map, 'group.element.target.valueSet');
    return index.matchOf(map, group, entry);
  });
}

function refuseValueSet(map: ConceptMap, element: string): Error {
  return notSupported(
    `The concept map '${map.url ?? ''}' maps to a value set (${element}), which $translate can't answer yet`,
  );
}

function* translateUnmapped(translation: Translation, question: GroupQuestion): Steps<readonly TranslationMatch[]> {
  const { map, group, coding, chain } = question;
  const { unmapped } = group;
  if (unmapped === undefined) return [];
  if (unmapped.valueSet !== undefined) throw refuseValueSet(map, 'group.unmapped.valueSet');
  const { relationship } = unmapped;
  switch (unmapped.mode) {
    case 'use-source-code':
      return [{ concept: codingOf(group.target, coding.code), relationship, map }];
    case 'fixed':
      return [{ concept: codingOf(group.target, unmapped.code, unmapped.display), relationship, map }];
    case 'other-map':
      return yield* deferTo(translation, unmapped.otherMap ?? '', coding, chain);
  }
}

/** Most maps that defer to one another. */
const mostHops = 100;

/** What another map says, once however many groups defer to it: each could double the matches otherwise. */
function* deferTo(
  translation: Translation,
  otherMap: string,
  coding: Coding,
  chain: readonly string[],
): Steps<readonly TranslationMatch[]> {
  const { deferred, scope } = translation;
  yield;
  if (chain.length > mostHops) throw tooCostly(`More than ${mostHops} concept maps defer to one another`);
  const key = JSON.stringify([otherMap, coding.system, coding.version, coding.code]);
  const known = deferred.get(key);
  if (known !== undefined) return known;
  const matches = distinctMatches(yield* nested(translateForward(translation, getMap(scope, otherMap), coding, chain)));
  deferred.set(key, matches);
  return matches;
}
