/**
 * `CodeSystem/$subsumes` (https://hl7.org/fhir/codesystem-operation-subsumes.html). A relation that can't be known is
 * an error; `not-subsumed` is said only where the whole hierarchy is here and states subsumption.
 */
import type { CodeSystemProvider, ConceptId } from '../contracts/code-system-provider.ts';
import { notSupported, processing } from '../fhir/fhir-error.ts';
import type { Parameters } from '../fhir/model.ts';
import type { ParametersWriter } from '../fhir/parameters-writer.ts';
import { getCodeSystem, getConcept } from './find-code.ts';
import type { RequestScope } from './request-scope.ts';
import type { SubsumesRequest } from './terminology-request.ts';

type SubsumptionOutcome = 'equivalent' | 'subsumes' | 'subsumed-by' | 'not-subsumed';

/** Parameters with `outcome`. */
export function subsumes(request: SubsumesRequest, scope: RequestScope, answer: ParametersWriter): Parameters {
  const provider = getCodeSystem(request, scope);
  const [a, b] = [getConcept(provider, request.codeA), getConcept(provider, request.codeB)];
  answer.plain('outcome', 'valueCode', outcomeOf(provider, a, b));
  return answer.finish();
}

function outcomeOf(provider: CodeSystemProvider, a: ConceptId, b: ConceptId): SubsumptionOutcome {
  if (a === b) return 'equivalent';
  if (!provider.hasSubsumption) throw noHierarchy(provider);
  const [isAbove, isBelow] = [provider.subsumes(a, b), provider.subsumes(b, a)];
  if (isAbove && isBelow) return 'equivalent';
  if (isAbove) return 'subsumes';
  if (isBelow) return 'subsumed-by';
  if (provider.content === 'fragment') {
    throw processing(
      `The code system '${provider.url}' is here as a fragment, which does not tell how the two codes are related`,
    );
  }
  return 'not-subsumed';
}

function noHierarchy({ url, definition }: CodeSystemProvider): Error {
  const meaning = definition['hierarchyMeaning'];
  const reason =
    typeof meaning === 'string' && meaning !== 'is-a'
      ? `has a hierarchy that means ${meaning}, not is-a`
      : 'states no is-a hierarchy';
  return notSupported(`The code system '${url}' ${reason}, so subsumption can't be tested`);
}
