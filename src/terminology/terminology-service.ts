/** The terminology engine's one way in. Each call makes its own request scope, so nothing of a request outlives it. */
import type { Cancellation } from '../contracts/cancellation.ts';
import { addUses } from '../contracts/cache-use.ts';
import type { CacheUse } from '../contracts/cache-use.ts';
import type { CodeSystemSource } from '../contracts/code-system-source.ts';
import type { ResourceFinder } from '../contracts/resource-finder.ts';
import type { AnyResource, ConceptMap, Parameters, ValueSet } from '../fhir/model.ts';
import { createParametersWriters } from '../fhir/parameters-writer.ts';
import type { ClientCaches } from './client-state/client-caches.ts';
import type { ClientState } from './client-state/client-state.ts';
import { closure } from './closure.ts';
import type { SnapshotCache } from './code-systems/fhir-resource/snapshot-cache.ts';
import { Budget } from './expand/budget.ts';
import { expand } from './expand/expand.ts';
import { createStampOf } from './expand/expansion-stamp.ts';
import type { StampSources } from './expand/expansion-stamp.ts';
import { createKeptExpansions, useOfExpansions } from './expand/kept-expansions.ts';
import type { AnswerWriters, KeptExpansions } from './expand/kept-expansions.ts';
import { SliceMeter } from './expand/slice-meter.ts';
import { findMatches } from './find-matches.ts';
import { localizeFault } from './localize.ts';
import { lookup } from './lookup.ts';
import { listJudged } from './judged-code-systems.ts';
import type { JudgedCodeSystem } from './judged-code-systems.ts';
import { carriesResources, RequestScopes } from './request-scopes.ts';
import type { ScopedRequest } from './request-scopes.ts';
import type { RequestScope } from './request-scope.ts';
import { runSteps } from './run-steps.ts';
import { createScopeSources } from './scope-sources.ts';
import { sourcedFinder } from './sourced-finder.ts';
import { subsumes } from './subsumes.ts';
import type {
  ClosureRequest,
  ExpandRequest,
  FindMatchesRequest,
  LookupRequest,
  SubsumesRequest,
  TerminologyRequest,
  TranslateRequest,
  ValidateCodeRequest,
} from './terminology-request.ts';
import { MapIndex } from './translate/map-index.ts';
import { translate } from './translate.ts';
import { validateCode } from './validate-code/validate-code.ts';

export interface TerminologyLimits {
  /** Most codes in one expansion. */
  readonly maxExpansionCodes: number;
  /** Concepts of code systems that are kept ready, over all of them. */
  readonly maxCachedConcepts: number;
  /** Computing that one request is given. */
  readonly maxMilliseconds: number;
}

export const defaultTerminologyLimits: TerminologyLimits = {
  maxExpansionCodes: 10_000,
  maxCachedConcepts: 300_000,
  maxMilliseconds: 20_000,
};

/** At once, where nothing has to be waited for: a promise costs more than most of what is looked up. */
export type Answered<Answer> = Answer | Promise<Answer>;

/**
 * Answers are the model's Parameters or ValueSet; what stops the work is thrown as a FhirError. With `form` text, the
 * answer or its entries may be text in the wire form that is served, which only `formatResource` writes.
 */
export interface TerminologyService {
  expand(request: ExpandRequest, signal?: Cancellation, form?: 'text'): Promise<ValueSet>;
  lookup(request: LookupRequest, signal?: Cancellation, form?: 'text'): Answered<Parameters>;
  subsumes(request: SubsumesRequest, signal?: Cancellation, form?: 'text'): Answered<Parameters>;
  validateCode(request: ValidateCodeRequest, signal?: Cancellation, form?: 'text'): Answered<Parameters>;
  translate(request: TranslateRequest, signal?: Cancellation, form?: 'text'): Answered<Parameters>;
  findMatches(request: FindMatchesRequest, signal?: Cancellation): Promise<Parameters>;
  /** Adds to the cache of a client what the requests of a batch bring, before they are looked at. */
  supply(cacheId: string, resources: readonly AnyResource[]): void;
  /** Caches of clients; absent where several processes answer. */
  readonly caches?: Pick<ClientCaches, 'start' | 'check' | 'end'>;
  /** Absent where several processes answer. */
  closure?(request: ClosureRequest, signal?: Cancellation): Promise<ConceptMap>;
  /** How each cache is used, by its name and unit. */
  cacheUse?(): Readonly<Record<string, CacheUse>>;
  /** The longest piece of work since this was last asked, in milliseconds. */
  takeLongestSlice?(): number;
  /** Code systems whose codes can be judged, by url, the store's and those of other sources. */
  listCodeSystems(): readonly JudgedCodeSystem[];
}

export interface TerminologyOptions extends StampSources, AnswerWriters {
  readonly finder: ResourceFinder;
  /** Code systems that are no resources of the finder. */
  readonly codeSystemSources?: readonly CodeSystemSource[];
  readonly limits?: Partial<TerminologyLimits>;
  /** What is kept for clients; absent where several processes answer. */
  readonly state?: ClientState;
}

/** The terminology service over the resources that the finder has. */
export function createTerminologyService(options: TerminologyOptions): TerminologyService {
  const { maxExpansionCodes, maxCachedConcepts, maxMilliseconds } = { ...defaultTerminologyLimits, ...options.limits };
  const { state } = options;
  const finder = sourcedFinder(options.finder, options.codeSystemSources ?? []);
  const sources = createScopeSources(finder, maxCachedConcepts);
  const scopes = new RequestScopes(sources, state?.caches);
  const scopeOf = (request: ScopedRequest): RequestScope => scopes.of(request);
  const slices = new SliceMeter();
  const within = createWithin(maxMilliseconds, slices, scopes);
  const index = new MapIndex();
  const kept = createKeptExpansions(options);
  const writer = createParametersWriters(options.write);
  return {
    cacheUse: () => cacheUseOf(sources.snapshots, kept, options.codeSystemSources ?? []),
    takeLongestSlice: () => slices.take(),
    listCodeSystems: () => listJudged(finder),
    expand: createExpand({ ...options, kept, maxExpansionCodes, within, scopeOf }),
    lookup: (request, signal, form) => within(request, signal, () => lookup(request, scopeOf(request), writer(form))),
    subsumes: (request, signal, form) =>
      within(request, signal, () => subsumes(request, scopeOf(request), writer(form))),
    validateCode: (request, signal, form) =>
      within(request, signal, budget =>
        runSteps(validateCode(request, { scope: scopeOf(request), answer: writer(form) }), budget),
      ),
    findMatches: async (request, signal) =>
      within(request, signal, budget => findMatches(request, scopeOf(request), budget)),
    translate: (request, signal, form) =>
      within(request, signal, budget =>
        runSteps(translate(request, { scope: scopeOf(request), index, answer: writer(form) }), budget),
      ),
    supply: (cacheId, resources) => scopes.supply(cacheId, resources),
    ...(state !== undefined && statefulOperations(state, scopes, within)),
  };
}

function cacheUseOf(
  snapshots: SnapshotCache,
  kept: KeptExpansions,
  codeSystemSources: readonly CodeSystemSource[],
): Readonly<Record<string, CacheUse>> {
  const sourced = codeSystemSources.flatMap(source => [...source.listAll()].flatMap(item => item.filterUse?.() ?? []));
  return {
    'code system concepts': snapshots.use,
    'filter bytes': addUses([snapshots.filterUse, ...sourced]),
    ...useOfExpansions(kept),
  };
}

interface ExpandSources extends StampSources {
  readonly kept: KeptExpansions;
  readonly maxExpansionCodes: number;
  readonly within: Within;
  readonly scopeOf: (request: ScopedRequest) => RequestScope;
}

function createExpand({
  kept,
  maxExpansionCodes,
  within,
  scopeOf,
  ...sources
}: ExpandSources): TerminologyService['expand'] {
  const stampOf = createStampOf(sources);
  return async (request, signal, form) =>
    within(request, signal, budget => {
      let scope: RequestScope | undefined;
      const maxCodes = Math.min(request.tooCostlyThreshold ?? maxExpansionCodes, maxExpansionCodes);
      return expand(request, {
        budget,
        stampOf,
        kept,
        maxCodes,
        takesText: form === 'text',
        // What is kept of a value set needs none.
        scope: () => (scope ??= scopeOf(request)),
      });
    });
}

function createWithin(maxMilliseconds: number, slices: SliceMeter, scopes: RequestScopes): Within {
  return (request, signal, work) => {
    const budget = new Budget(maxMilliseconds, signal, slices);
    const fail = (error: unknown): never => {
      throw localizeFault(error, request.acceptLanguage);
    };
    try {
      const isReady = !carriesResources(request);
      const answer = isReady ? work(budget) : scopes.prepare(request, budget).then(() => work(budget));
      if (answer instanceof Promise) return answer.catch(fail).finally(() => budget.end());
      budget.end();
      return answer;
    } catch (error) {
      budget.end();
      return fail(error);
    }
  };
}

/** Does the work with a budget of its own; what stops it is told in the client's language. */
type Within = <Answer>(
  request: TerminologyRequest,
  signal: Cancellation | undefined,
  work: (budget: Budget) => Answered<Answer>,
) => Answered<Answer>;

/** What works only where one process answers every request. */
function statefulOperations(
  { caches, closures }: ClientState,
  scopes: RequestScopes,
  within: Within,
): Required<Pick<TerminologyService, 'caches' | 'closure'>> {
  return {
    caches: {
      start: (resources, isSealed) => {
        scopes.assertShapes(resources);
        return caches.start(resources, isSealed);
      },
      check: id => caches.check(id),
      end: id => caches.end(id),
    },
    closure: async (request, signal) =>
      within(request, signal, budget => closure(request, { tables: closures, scope: scopes.of(request), budget })),
  };
}
