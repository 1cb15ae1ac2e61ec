/** `expansion.parameter`: the request's parameters as given, and what the expansion was made from. */
import { formatCanonical } from '../../fhir/canonical.ts';
import type { ValueSet, ValueSetExpansionParameter } from '../../fhir/model.ts';
import type { DisplayLanguage } from '../display-language.ts';
import { standingToReview } from '../standing.ts';
import type { Standing } from '../standing.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import type { ExpansionTrace } from './expansion-trace.ts';

const echoedFlags = [
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
  root: ValueSet,
  language: DisplayLanguage,
  trace: ExpansionTrace,
): readonly ValueSetExpansionParameter[] {
  return [...requestParameters(request, language), ...sourceParameters(root, trace)];
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

function sourceParameters(root: ValueSet, trace: ExpansionTrace): readonly ValueSetExpansionParameter[] {
  const uri = (name: string, valueUri: string): ValueSetExpansionParameter => ({ name, valueUri });
  const codeSystems = [...trace.codeSystems];
  const supplements = new Set(codeSystems.flatMap(([, provider]) => provider.supplements));
  return [
    ...[...trace.rules.values()].map(({ name, canonical }) => uri(name, canonical)),
    ...(trace.matchedAcrossVersions ? [{ name: 'versionsMatch', valueBoolean: true }] : []),
    ...codeSystems.map(([canonical]) => uri('used-codesystem', canonical)),
    ...codeSystems
      .filter(([, { content }]) => content === 'fragment')
      .map(([canonical]) => uri('used-fragment', canonical)),
    ...[...trace.valueSets.keys()].map(canonical => uri('used-valueset', canonical)),
    ...[...supplements].map(canonical => uri('used-supplement', canonical)),
    ...codeSystems.flatMap(([canonical, provider]) => statusWarning(canonical, provider.definition as Standing, root)),
    ...valueSetWarnings(root, trace),
  ];
}

function valueSetWarnings(root: ValueSet, trace: ExpansionTrace): readonly ValueSetExpansionParameter[] {
  const all = root.url === undefined ? [] : [[formatCanonical(root.url, root.version), root] as const];
  return [...all, ...trace.valueSets].flatMap(([canonical, valueSet]) => statusWarning(canonical, valueSet, root));
}

/** `warning-…` for a source whose use should be reviewed. */
function statusWarning(canonical: string, resource: Standing, root: ValueSet): readonly ValueSetExpansionParameter[] {
  const standing = standingToReview(resource, root);
  return standing === undefined ? [] : [{ name: `warning-${standing}`, valueUri: canonical }];
}
