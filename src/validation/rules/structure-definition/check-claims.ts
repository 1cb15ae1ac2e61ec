/** The profiles that a profile says it complies with: each is compared with it. */
import type { CodeAnswer } from '../../../contracts/code-checker.ts';
import type { AnyResource } from '../../../fhir/model.ts';
import { findDefinition, listOf } from './authoring.ts';
import type { Authoring } from './authoring.ts';
import { complianceOf } from './complies-with.ts';
import type { Compliance, ValueSetClaim } from './compare-element.ts';

const compliesUrl = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-compliesWithProfile';

export function checkClaims(authoring: Authoring): void {
  for (const { url, valueCanonical } of listOf(authoring.node.tree['extension'])) {
    if (url === compliesUrl && typeof valueCanonical === 'string') checkClaim(valueCanonical, authoring);
  }
}

function checkClaim(canonical: string, authoring: Authoring): void {
  const { node, context, trees, snapshot, typeName } = authoring;
  const claimed = trees.findTree(canonical);
  if (claimed === undefined) {
    context.report('SD_EXTENSION_COMPLIES_WITH_UNKNOWN', { node, args: [canonical] });
    return;
  }
  if (snapshot === undefined) return;
  if (claimed.root.name !== typeName) {
    const text = `it is for ${typeName}, and that one for ${claimed.root.name}`;
    context.report('SD_EXTENSION_COMPLIES_WITH_ERROR', { node, args: [canonical, text] });
    return;
  }
  const compliance = complianceOf(snapshot, claimed.root, trees);
  tell(canonical, compliance, authoring);
  // One issue is told for all, so that of value sets only what is wrong beside it.
  if (compliance.errors.length === 0)
    for (const claim of compliance.valueSets) askValueSet(canonical, claim, authoring);
}

function tell(canonical: string, { errors }: Compliance, { node, context }: Authoring): void {
  if (errors.length > 0)
    context.report('SD_EXTENSION_COMPLIES_WITH_ERROR', { node, args: [canonical, errors.join('; ')] });
}

function askValueSet(canonical: string, claim: ValueSetClaim, authoring: Authoring): void {
  const { node, context } = authoring;
  const { path, isRequired } = claim;
  const own = valueSetOf(claim.own, { definition: node.tree, whose: 'own' });
  const claimed = valueSetOf(claim.claimed, { definition: findDefinition(authoring, canonical), whose: 'claimed' });
  const resources = [own, claimed].flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  const question = { valueSet: claimed.url, codesOf: own.url, ...(resources.length > 0 && { resources }) };
  context.ask(question, ({ isIn, isUnknown, issues }: CodeAnswer) => {
    if (isIn) return;
    const text = isUnknown
      ? `${path}: whether the codes of ${own.url} are in ${claimed.url} can't be told`
      : `${path}: the value set ${own.url} has codes that ${claimed.url} does not have: ${issues[0]?.text ?? ''}`;
    const isWrong = isRequired && !isUnknown;
    const messageId = isWrong ? 'SD_EXTENSION_COMPLIES_WITH_ERROR' : 'SD_EXTENSION_COMPLIES_WITH_WARNING';
    context.report(messageId, { node, args: [canonical, text] });
  });
}

interface NamedValueSet {
  readonly url: string;
  /** Where the definition contains it. */
  readonly resource?: AnyResource;
}

interface Containing {
  readonly definition: Readonly<Record<string, unknown>> | undefined;
  /** Keeps apart what both contain by the same id. */
  readonly whose: 'own' | 'claimed';
}

/** What a binding names: a canonical, or `#id` of a value set that the definition contains. */
function valueSetOf(reference: string, { definition, whose }: Containing): NamedValueSet {
  if (!reference.startsWith('#')) return { url: reference };
  const found = listOf(definition?.['contained']).find(({ id }) => id === reference.slice(1));
  if (found === undefined) return { url: reference };
  const url = typeof found['url'] === 'string' ? found['url'] : `urn:contained:${whose}:${reference.slice(1)}`;
  return { url, resource: { ...(found as AnyResource), url } };
}
