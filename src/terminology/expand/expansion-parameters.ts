/** `expansion.parameter`: the request's parameters as given, and what the expansion was made from. */
import type { ValueSetExpansionParameter } from '../../fhir/model.ts';
import type { DisplayLanguage } from '../display-language.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import type { ExpansionSources } from './expansion-sources.ts';

/** Flags of a request that its answer repeats. */
export const echoedFlags = [
  'activeOnly',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
  'includeDefinition',
  'includeDesignations',
] as const;

/** The parameters of one expansion. */
export function expansionParameters(
  request: ExpandRequest,
  language: DisplayLanguage,
  sources: ExpansionSources,
): readonly ValueSetExpansionParameter[] {
  return [...requestParameters(request, language), ...sources.parameters];
}

function requestParameters(request: ExpandRequest, { quoted }: DisplayLanguage): readonly ValueSetExpansionParameter[] {
  const { count, offset, filter } = request;
  return [
    ...(quoted === undefined ? [] : [{ name: 'displayLanguage', valueCode: quoted }]),
    ...echoedFlags.flatMap(name => {
      const value = request[name];
      return value === undefined ? [] : [{ name, valueBoolean: value }];
    }),
    ...(count === undefined ? [] : [{ name: 'count', valueInteger: count }]),
    ...(offset === undefined ? [] : [{ name: 'offset', valueInteger: offset }]),
    ...(filter === undefined ? [] : [{ name: 'filter', valueString: filter }]),
    ...(request.designation ?? []).map(valueString => ({ name: 'designation', valueString })),
    ...(request.excludeSystem ?? []).map(valueUri => ({ name: 'exclude-system', valueUri })),
  ];
}
