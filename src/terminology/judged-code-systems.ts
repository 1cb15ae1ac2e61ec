/** The code systems that codes can be judged by, with their versions, for TerminologyCapabilities. */
import type { Found, ResourceFinder } from '../contracts/resource-finder.ts';
import type { CodeSystem } from '../fhir/model.ts';

export interface JudgedVersion {
  readonly version: string | undefined;
  readonly content: string;
  /** It answers a reference without version. */
  readonly isDefault: boolean;
  /** `CodeSystem.compositional` of one that is a grammar. */
  readonly isCompositional: boolean;
  /** Filters of its own, where its definition names them. */
  readonly filters: readonly JudgedFilter[];
}

export interface JudgedFilter {
  readonly code: string;
  readonly operators: readonly string[];
}

export interface JudgedCodeSystem {
  readonly url: string;
  /** The one that answers a reference without version first, then newest first. */
  readonly versions: readonly JudgedVersion[];
}

/** Code systems whose content holds codes, sorted by url; the others are readable, but no operation uses them. */
export function listJudged(finder: ResourceFinder): readonly JudgedCodeSystem[] {
  const urls = new Set([...finder.listAll('CodeSystem')].filter(isJudged).map(({ url }) => url));
  return [...urls].sort().map(url => ({
    url,
    versions: finder.list('CodeSystem', url).filter(isJudged).map(toVersion),
  }));
}

function isJudged({ content }: Found<CodeSystem>): boolean {
  return content === 'complete' || content === 'fragment';
}

function toVersion(found: Found<CodeSystem>, at: number): JudgedVersion {
  const { version, content = 'complete', open } = found;
  // The store's resources are lists of codes; to read each of them would take seconds.
  const { compositional, filter = [] } = open === undefined ? {} : found.read();
  return {
    version,
    content,
    isDefault: at === 0,
    isCompositional: compositional === true,
    filters: filter.map(({ code, operator }) => ({ code, operators: operator })),
  };
}
