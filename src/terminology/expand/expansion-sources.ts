/** What a value set's concepts come from, as every expansion of it tells it. */
import { formatCanonical } from '../../fhir/canonical.ts';
import type { Extension, ValueSet, ValueSetExpansionParameter } from '../../fhir/model.ts';
import { standingToReview } from '../standing.ts';
import type { Standing } from '../standing.ts';
import type { ExpansionTrace } from './expansion-trace.ts';

export interface ExpansionSources {
  /** The last of `expansion.parameter`. */
  readonly parameters: readonly ValueSetExpansionParameter[];
  /** `expansion.extension`. */
  readonly extensions: readonly Extension[];
  /** Code systems of which codes of more than one version came into play. */
  readonly inSeveralVersions: ReadonlySet<string>;
}

/** What the expansions of the value set tell of what was used. */
export function describeSources(root: ValueSet, trace: ExpansionTrace): ExpansionSources {
  return {
    parameters: sourceParameters(root, trace),
    extensions: unclosedExtensions(trace),
    inSeveralVersions: trace.inSeveralVersions,
  };
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

const structureDefinition = 'http://hl7.org/fhir/StructureDefinition/';

/** An expansion over a fragment of a code system may lack codes, and says so. */
function unclosedExtensions({ codeSystems }: ExpansionTrace): readonly Extension[] {
  const fragments = [...codeSystems.values()].filter(({ content }) => content === 'fragment');
  if (fragments.length === 0) return [];
  const reasons = fragments.map(({ url }) => `This extension is based on a fragment of the code system ${url}`);
  return [
    { url: `${structureDefinition}valueset-unclosed`, valueBoolean: true },
    ...reasons.map(valueString => ({ url: `${structureDefinition}valueset-unclosed-reason`, valueString })),
  ];
}
