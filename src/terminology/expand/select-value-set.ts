/**
 * The value set that a request names, with all of its concepts (https://hl7.org/fhir/valueset-operation-expand.html).
 * What is kept of a stored one is used where the request brings nothing that could change it; then nothing but the
 * request is looked at.
 */
import { formatCanonical, parseCanonical } from '../../fhir/canonical.ts';
import { required } from '../../fhir/fhir-error.ts';
import type { ValueSet } from '../../fhir/model.ts';
import { expansionDefault } from '../expansion-defaults.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import { txError } from '../tx-issue.ts';
import { buildValueSetGraph } from '../validate-code/value-set-graph.ts';
import type { Budget } from './budget.ts';
import { evaluateValueSet } from './evaluate-value-set.ts';
import { describeSources } from './expansion-sources.ts';
import { ExpansionTrace } from './expansion-trace.ts';
import type { KeptExpansions } from './kept-expansions.ts';
import type { Selection } from './selection-cache.ts';

export interface SelectContext {
  /** The request's scope, made when it is first asked for. */
  readonly scope: () => RequestScope;
  readonly budget: Budget;
  readonly kept: Pick<KeptExpansions, 'selections'>;
}

/** The value set with all of its concepts. */
export async function selectValueSet(request: ExpandRequest, context: SelectContext): Promise<Selection> {
  const { selections } = context.kept;
  const stated = canonicalOf(request);
  const key = stated === undefined || changesSelection(request) ? undefined : stated;
  const kept = key === undefined ? undefined : selections.find(key);
  if (kept !== undefined) return kept;
  const { valueSet, isStored } = findRoot(request, stated, context.scope());
  const made = await makeSelection(valueSet, request, context);
  if (key === undefined || !isStored) return made;
  return selections.keep({ ...made, key });
}

/** As the request names it; undefined where it sends the value set. */
function canonicalOf({ valueSet: { url, version, resource } }: ExpandRequest): string | undefined {
  if (resource !== undefined || url === undefined) return undefined;
  return version === undefined ? url : formatCanonical(parseCanonical(url).url, version);
}

interface Root {
  readonly valueSet: ValueSet;
  /** False where nothing may be kept of it. */
  readonly isStored: boolean;
}

function findRoot({ valueSet }: ExpandRequest, stated: string | undefined, scope: RequestScope): Root {
  if (valueSet.resource !== undefined) return { valueSet: valueSet.resource, isStored: false };
  if (stated === undefined) throw required('Name the value set to expand, or send it');
  const found = scope.findValueSet(stated);
  if (found === undefined) throw txError('Unable_to_resolve_value_Set_', [stated]);
  return { valueSet: found.read(), isStored: found.cacheKey !== undefined };
}

/** Parameters that decide which concepts of which version are in the value set, and resources of the client's own. */
function changesSelection(request: ExpandRequest): boolean {
  if (request.cacheId !== undefined) return true;
  for (const name of changing) if ((request[name]?.length ?? 0) > 0) return true;
  return false;
}

const changing = [
  ...(['txResources', 'useSupplement', 'excludeSystem', 'defaultValueSetVersion'] as const),
  ...(['systemVersion', 'checkSystemVersion', 'forceSystemVersion'] as const),
];

async function makeSelection(
  valueSet: ValueSet,
  request: ExpandRequest,
  { budget, ...context }: SelectContext,
): Promise<Selection> {
  const scope = context.scope();
  const trace = new ExpansionTrace();
  const tools = { scope, budget, unknownImport: (canonical: string) => unknownImport(canonical, scope) };
  const node = await buildValueSetGraph(valueSet, tools);
  const versionsMatch = expansionDefault(valueSet, 'versionsMatch');
  const groups = await evaluateValueSet(node, {
    ...{ scope, budget, trace },
    done: new Map(),
    versionsMatch: versionsMatch === undefined ? undefined : versionsMatch === 'true',
    excludedSystems: request.excludeSystem ?? [],
  });
  scope.assertSupplementsUsed(trace.codeSystems.values());
  return { key: undefined, valueSet, groups, sources: describeSources(valueSet, trace) };
}

function unknownImport(canonical: string, scope: RequestScope): Error {
  const { url, version } = parseCanonical(scope.pinValueSet(canonical).canonical);
  return version === undefined
    ? txError('VS_EXP_IMPORT_UNK', [url])
    : txError('VS_EXP_IMPORT_UNK_PINNED', [url, version]);
}
