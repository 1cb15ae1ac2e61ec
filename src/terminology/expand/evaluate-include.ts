/** One `compose.include` or `compose.exclude`: codes, filters and imported value sets, all of which must hold. */
import type { CodeSystemProvider, ConceptId } from '../../contracts/code-system-provider.ts';
import { invalid } from '../../fhir/fhir-error.ts';
import type {
  ValueSetComposeInclude,
  ValueSetComposeIncludeConcept,
  ValueSetComposeIncludeFilter,
} from '../../fhir/model.ts';
import { ConceptBits, toBits } from '../concept-set.ts';
import { isConceptProperty } from '../filters/filter-operator.ts';
import { conceptsIn, withConcepts } from './concept-group.ts';
import type { ConceptGroup } from './concept-group.ts';

/** The concepts of the code system that the include's codes and filters choose. */
export function selectConcepts(include: ValueSetComposeInclude, provider: CodeSystemProvider): ConceptGroup {
  const { concept = [], filter = [] } = include;
  if (concept.length > 0 && filter.length > 0) {
    throw invalid('A value set may not have concept and filter in one include', { txType: 'vs-invalid' });
  }
  return concept.length > 0 ? enumerated(concept, provider) : filtered(filter, provider);
}

/** Codes that the code system does not have are left out. */
function enumerated(listed: readonly ValueSetComposeIncludeConcept[], provider: CodeSystemProvider): ConceptGroup {
  const stated = new Map<ConceptId, ValueSetComposeIncludeConcept>();
  for (const item of listed) {
    const concept = provider.findConcept(item.code);
    if (concept !== undefined && !stated.has(concept)) stated.set(concept, item);
  }
  const concepts = ConceptBits.of(provider.size, stated.keys());
  return { provider, concepts, listed: [...stated.keys()], stated, isNested: false, isWholeSystem: false };
}

function filtered(filters: readonly ValueSetComposeIncludeFilter[], provider: CodeSystemProvider): ConceptGroup {
  let concepts = toBits(provider.all(), provider.size);
  for (const { property, op, value } of filters) {
    concepts = concepts.intersection(provider.filter({ property, op, value }));
  }
  const isNested = filters.every(({ property, op }) => isConceptProperty(property) && hierarchical.has(op));
  return { provider, concepts, isNested, isWholeSystem: filters.length === 0 };
}

/** Operators whose result keeps the shape of the hierarchy. */
const hierarchical: ReadonlySet<string> = new Set(['is-a', 'descendent-of', 'is-not-a', 'child-of', 'generalizes']);

/** What all the imported value sets have of the group, or of the first of them where there is no group. */
export function intersectImports(
  group: ConceptGroup | undefined,
  imports: readonly (readonly ConceptGroup[])[],
): readonly ConceptGroup[] {
  const [first = [], ...others] = group === undefined ? imports : [[group], ...imports];
  return first.map(own =>
    others.reduce((kept, other) => withConcepts(kept, kept.concepts.intersection(conceptsIn(kept, other))), own),
  );
}
