/** `expansion.parameter`: the request's parameters as given, and what the expansion was made from. */
import { formatCanonical } from '../../fhir/canonical.ts';
import type { AnyResource, ValueSet, ValueSetExpansionParameter } from '../../fhir/model.ts';
import type { DisplayLanguage } from '../display-language.ts';
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
    ...codeSystems.flatMap(([canonical, provider]) => statusWarning(canonical, provider.definition, root)),
    ...valueSetWarnings(root, trace),
  ];
}

function valueSetWarnings(root: ValueSet, trace: ExpansionTrace): readonly ValueSetExpansionParameter[] {
  const all = root.url === undefined ? [] : [[formatCanonical(root.url, root.version), root] as const];
  return [...all, ...trace.valueSets].flatMap(([canonical, valueSet]) =>
    statusWarning(canonical, valueSet as unknown as AnyResource, root),
  );
}

const standardsStatus = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status';

/**
 * `warning-…` for a source whose use should be reviewed; that it is experimental or a draft goes without saying where
 * the value set that is expanded is so itself.
 */
function statusWarning(
  canonical: string,
  resource: Readonly<AnyResource>,
  root: ValueSet,
): readonly ValueSetExpansionParameter[] {
  const kind = warningKind(resource, root as unknown as AnyResource);
  return kind === undefined ? [] : [{ name: `warning-${kind}`, valueUri: canonical }];
}

function warningKind(resource: Readonly<AnyResource>, root: Readonly<AnyResource>): string | undefined {
  const status = standardsStatusOf(resource);
  if (status === 'deprecated' || status === 'withdrawn') return status;
  if (resource['experimental'] === true && root['experimental'] !== true) return 'experimental';
  return isDraft(resource) && !isDraft(root) ? 'draft' : undefined;
}

function isDraft(resource: Readonly<AnyResource>): boolean {
  return resource['status'] === 'draft' || standardsStatusOf(resource) === 'draft';
}

function standardsStatusOf(resource: Readonly<AnyResource>): string | undefined {
  const extensions = resource['extension'] as ValueSet['extension'];
  return extensions?.find(({ url }) => url === standardsStatus)?.valueCode;
}
