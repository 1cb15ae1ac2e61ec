/** The request's view of terminology: what `request-scope.ts` promises, over a finder and a cache of snapshots. */
import type { CodeSystemProvider } from '../contracts/code-system-provider.ts';
import type { Found } from '../contracts/resource-finder.ts';
import { formatCanonical, parseCanonical } from '../fhir/canonical.ts';
import type { CodeSystem, ConceptMap, ValueSet } from '../fhir/model.ts';
import { newestVersionFirst } from '../fhir/version-order.ts';
import type { ListedConcepts } from './listed-concepts.ts';
import { pluralKey } from './messages.ts';
import type { PreparedValueSets } from './prepared-value-sets.ts';
import { overlayFinder } from './overlay-finder.ts';
import type { CodeSystemResolution, RequestScope } from './request-scope.ts';
import { withFinder } from './scope-sources.ts';
import type { ScopeSources } from './scope-sources.ts';
import { withSupplements } from './supplemented-code-system.ts';
import type { TerminologyRequest } from './terminology-request.ts';
import { txError } from './tx-issue.ts';
import { decideSystemVersion, isPattern, matchesVersion } from './version-rules.ts';

/** The scope of one request. Throws (4xx) when a supplement that the request names is unknown. */
export function createRequestScope(sources: ScopeSources, request: TerminologyRequest): RequestScope {
  const { txResources, useSupplement } = request;
  const own = txResources === undefined ? sources : withFinder(sources, overlayFinder(sources.finder, txResources));
  const scope = new OverlayScope(own, request);
  if (useSupplement !== undefined) scope.assertSupplements(useSupplement);
  return scope;
}

/** Most requests look one code system up: what more of them may need is made when it is needed. */
class OverlayScope implements RequestScope {
  readonly listed: ListedConcepts;
  readonly #sources: ScopeSources;
  readonly #request: TerminologyRequest;
  #supplements: Map<string, CodeSystem> | undefined;
  #resolutions: Map<string, CodeSystemResolution> | undefined;
  /** By `url|version`, so that one version is one provider throughout the request. */
  #providers: Map<string, CodeSystemProvider> | undefined;
  /** Providers that were opened for this request, by cache key; concepts keep their ids when supplements come in. */
  #opened: Map<string, CodeSystemProvider> | undefined;

  constructor(sources: ScopeSources, request: TerminologyRequest) {
    this.listed = sources.listed;
    this.#sources = sources;
    this.#request = request;
  }

  get prepared(): PreparedValueSets | undefined {
    const { systemVersion, checkSystemVersion, forceSystemVersion, defaultValueSetVersion } = this.#request;
    const rules = systemVersion ?? checkSystemVersion ?? forceSystemVersion ?? defaultValueSetVersion;
    return rules === undefined && this.#supplements === undefined ? this.#sources.prepared : undefined;
  }

  resolveCodeSystem(system: string, version: string | undefined): CodeSystemResolution {
    const key = formatCanonical(system, version);
    const known = this.#resolutions?.get(key);
    if (known !== undefined) return known;
    const resolution = this.#resolve(system, version);
    (this.#resolutions ??= new Map()).set(key, resolution);
    return resolution;
  }

  determineVersion(system: string, version: string | undefined): string | undefined {
    return decideSystemVersion(this.#request, system, version).version;
  }

  listCodeSystemVersions(system: string): readonly string[] {
    return this.#sources.versions.sorted(system);
  }

  findValueSet(canonical: string, container?: ValueSet): Found<ValueSet> | undefined {
    if (canonical.startsWith('#')) return findContained(canonical.slice(1), container);
    const { url, version } = parseCanonical(this.pinValueSet(canonical).canonical);
    const found = pick(this.#sources.finder.list('ValueSet', url), version);
    return found ?? this.#sources.implicit.find(url, version);
  }

  pinValueSet(canonical: string): { readonly canonical: string; readonly appliedDefault?: string } {
    const { url, version } = parseCanonical(canonical);
    if (version !== undefined) return { canonical };
    const pinned = this.#request.defaultValueSetVersion?.find(text => parseCanonical(text).url === url);
    return pinned === undefined ? { canonical } : { canonical: pinned, appliedDefault: pinned };
  }

  listConceptMapsOf(url: string): readonly Found<ConceptMap>[] {
    return this.#sources.finder.list('ConceptMap', url);
  }

  listConceptMaps(): Iterable<Found<ConceptMap>> {
    return this.#sources.finder.listAll('ConceptMap');
  }

  assertSupplements(canonicals: readonly string[]): void {
    const missing = canonicals.filter(canonical => !this.#useSupplement(canonical));
    if (missing.length === 0) return;
    throw txError(pluralKey('VALUESET_SUPPLEMENT_MISSING', missing.length), [missing.join(', ')]);
  }

  assertSupplementsUsed(providers: Iterable<CodeSystemProvider>): void {
    const demanded = this.#supplements;
    if (demanded === undefined) return;
    const used = new Set([...providers].flatMap(provider => provider.supplements));
    const unused = [...demanded].filter(([, supplement]) => !used.has(nameOf(supplement)));
    if (unused.length === 0) return;
    throw txError(pluralKey('VALUESET_SUPPLEMENT_MISSING', unused.length), [unused.map(([name]) => name).join(', ')]);
  }

  /** False if the supplement is unknown. */
  #useSupplement(canonical: string): boolean {
    if (this.#supplements?.has(canonical) === true) return true;
    const { url, version } = parseCanonical(canonical);
    const found = pick(this.#sources.finder.list('CodeSystem', url).filter(isSupplement), version);
    if (found === undefined) return false;
    (this.#supplements ??= new Map()).set(canonical, found.read());
    // What was resolved without it is resolved again.
    this.#resolutions?.clear();
    this.#providers?.clear();
    return true;
  }

  #resolve(system: string, stated: string | undefined): CodeSystemResolution {
    const usable = this.#sources.versions.of(system);
    if (usable.length === 0) return this.#unusable(system);
    const { version, rule, required } = decideSystemVersion(this.#request, system, stated);
    const found = pick(usable, version);
    if (found === undefined) {
      return { kind: 'unknown-version', system, version: version ?? '', known: this.listCodeSystemVersions(system) };
    }
    const provider = this.#provider(found);
    if (required !== undefined && !matchesVersion(required, found.version)) {
      return { kind: 'version-check-failed', system, provider, version: found.version ?? '', required };
    }
    return { kind: 'found', provider, ...(rule !== undefined && { rule }) };
  }

  #unusable(system: string): CodeSystemResolution {
    const named = this.#sources.finder.list('CodeSystem', system);
    const supplement = named.find(isSupplement);
    if (supplement !== undefined) {
      return { kind: 'supplement', system, ...(supplement.version !== undefined && { version: supplement.version }) };
    }
    const content = named.map(found => found.content).find(text => text === 'not-present' || text === 'example');
    return { kind: 'unknown-system', system, ...(content !== undefined && { content }) };
  }

  #provider(found: Found<CodeSystem>): CodeSystemProvider {
    const key = formatCanonical(found.url, found.version);
    const known = this.#providers?.get(key);
    if (known !== undefined) return known;
    const provider = this.#withSupplements(this.#open(found), found);
    (this.#providers ??= new Map()).set(key, provider);
    return provider;
  }

  #withSupplements(provider: CodeSystemProvider, found: Found<CodeSystem>): CodeSystemProvider {
    if (this.#supplements === undefined) return provider;
    const supplements = [...new Set(this.#supplements.values())].filter(item => isFor(item, found));
    return withSupplements(provider, supplements);
  }

  #open(found: Found<CodeSystem>): CodeSystemProvider {
    if (found.open === undefined) return this.#sources.snapshots.get(found);
    const key = found.cacheKey ?? formatCanonical(found.url, found.version);
    const provider = this.#opened?.get(key) ?? found.open();
    (this.#opened ??= new Map()).set(key, provider);
    return provider;
  }
}

function isSupplement({ content }: Found<CodeSystem>): boolean {
  return content === 'supplement';
}

function nameOf({ url, version }: CodeSystem): string {
  return formatCanonical(url ?? '', version);
}

/** Whether a supplement is for this code system: of any version, unless it names one. */
function isFor(supplement: CodeSystem, { url, version }: Found<CodeSystem>): boolean {
  const target = parseCanonical(supplement.supplements ?? '');
  return target.url === url && (target.version === undefined || matchesVersion(target.version, version));
}

/** The first that answers without version, else the newest that the version or pattern allows. */
function pick<Resource>(found: readonly Found<Resource>[], version: string | undefined): Found<Resource> | undefined {
  if (version === undefined) return found[0];
  if (!isPattern(version)) return found.find(item => item.version === version);
  const allowed = found.filter(item => matchesVersion(version, item.version));
  return allowed.toSorted(newestVersionFirst)[0];
}

function findContained(id: string, container: ValueSet | undefined): Found<ValueSet> | undefined {
  const contained = container?.contained?.find(resource => resource.id === id);
  if (contained?.resourceType !== 'ValueSet') return undefined;
  const valueSet = contained as ValueSet;
  return { cacheKey: undefined, url: valueSet.url ?? '', version: valueSet.version, read: () => valueSet };
}
