/**
 * `$closure` (https://hl7.org/fhir/R5/conceptmap-operation-closure.html, how it is used:
 * https://hl7.org/fhir/R5/terminology-service.html#closure): a name initialises a table, concepts are added to it, and a
 * version asks for all that was added since. Entries lead from the narrower concept to the broader.
 */
import { randomUUID } from 'node:crypto';
import type { CodeSystemProvider, ConceptId } from '../contracts/code-system-provider.ts';
import { invalid, required, tooCostly } from '../fhir/fhir-error.ts';
import { groupBy } from '../fhir/group-by.ts';
import type { Coding, ConceptMap } from '../fhir/model.ts';
import type { ClosureBasis, ClosureEntry, ClosureTable, ClosureTables } from './client-state/closure-tables.ts';
import { getCodeSystem, getConcept } from './find-code.ts';
import type { RequestScope } from './request-scope.ts';
import type { ClosureRequest } from './terminology-request.ts';
import { txError } from './tx-issue.ts';
import type { WorkBudget } from './run-steps.ts';

export interface ClosureTools {
  readonly tables: ClosureTables;
  readonly scope: RequestScope;
  readonly budget: WorkBudget;
}

/** Most concepts in one request. */
const mostConcepts = 1000;

/** What the client is to add to its table: a ConceptMap in the model. */
export async function closure(request: ClosureRequest, tools: ClosureTools): Promise<ConceptMap> {
  const { name, concepts = [], version } = request;
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(name))
    throw txError('CLOSURE_NAME_INVALID', [name.slice(0, 80)], { code: 'invalid', status: 400 });
  if (concepts.length > 0 && version !== undefined) throw invalid('Send concepts or a version, not both');
  if (concepts.length > mostConcepts) throw tooCostly(`Send at most ${mostConcepts} concepts at once`);
  if (version !== undefined) return replay(tools.tables.get(name), version);
  if (concepts.length === 0) return describe(tools.tables.start(name), `Closure Table ${name} Creation`, []);
  return describe(tools.tables.get(name), updatesOf(name), await add(tools, name, concepts));
}

const updatesOf = (name: string): string => `Updates for Closure Table ${name}`;

function replay(table: ClosureTable, version: string): ConceptMap {
  const since = /^\d{1,9}$/.test(version) ? Number(version) : Number.NaN;
  if (Number.isNaN(since) || since > table.version) {
    throw invalid(`The closure table '${table.name}' has no version '${version.slice(0, 80)}'`);
  }
  const later = table.entries.filter(entry => entry.since > since);
  return describe(table, updatesOf(table.name), later);
}

interface Placed {
  readonly provider: CodeSystemProvider;
  readonly code: string;
}

/** All concepts are found before the first is added, so that a fault leaves the table as it was. */
async function add(tools: ClosureTools, name: string, concepts: readonly Coding[]): Promise<readonly ClosureEntry[]> {
  const { tables, scope, budget } = tools;
  const table = tables.get(name);
  const placed = concepts.map(coding => place(scope, table, coding));
  tables.assertRoom(table, placed.length);
  const added: ClosureEntry[] = [];
  for (const { provider, code } of placed) {
    const known = table.codes.get(provider.url) ?? new Set<string>();
    if (!known.has(code)) added.push(...(await relate({ provider, code }, known, table.version + 1, budget)));
    tables.assertRoom(table, 0, added.length);
    table.codes.set(provider.url, known.add(code));
    table.bases.set(provider.url, basisOf(provider));
  }
  table.version += 1;
  for (const entry of added) table.entries.push(entry);
  return added;
}

/** The concept in the code system that the table was begun with; another one would contradict what the client has. */
function place(scope: RequestScope, table: ClosureTable, { system, version, code }: Coding): Placed {
  if (system === undefined || code === undefined) throw required("A 'concept' needs a system and a code");
  const provider = getCodeSystem({ system, ...(version !== undefined && { version }) }, scope);
  getConcept(provider, code);
  const basis = table.bases.get(provider.url);
  const now = basisOf(provider);
  if (basis !== undefined && (basis.version !== now.version || basis.size !== now.size)) {
    throw txError('CLOSURE_MUST_BE_REINITIALIZED', [table.name]);
  }
  return { provider, code };
}

/** A grammar's size is that of what one request has named. */
function basisOf({ url, version, size, isEnumerable }: CodeSystemProvider): ClosureBasis {
  return { system: url, version, size: isEnumerable === false ? 0 : size };
}

async function relate(
  { provider, code }: Placed,
  known: ReadonlySet<string>,
  since: number,
  budget: WorkBudget,
): Promise<readonly ClosureEntry[]> {
  const concept = getConcept(provider, code);
  const found: ClosureEntry[] = [];
  const enter = (source: string, target: string, isSame = false): void => {
    found.push({ system: provider.url, source, target, isSame, since });
  };
  for (const other of known) {
    await budget.checkpoint();
    const id = getConcept(provider, other);
    const [isBelow, isAbove] = [isAncestor(provider, id, concept), isAncestor(provider, concept, id)];
    if (isBelow) enter(code, other, isAbove);
    else if (isAbove) enter(other, code);
  }
  return found;
}

function isAncestor(provider: CodeSystemProvider, ancestor: ConceptId, descendant: ConceptId): boolean {
  return ancestor === descendant || (provider.hasSubsumption && provider.subsumes(ancestor, descendant));
}

function describe(table: ClosureTable, name: string, entries: readonly ClosureEntry[]): ConceptMap {
  const groups = [...groupBy(entries, ({ system }) => system)].map(([system, own]) => ({
    source: system,
    target: system,
    element: [...groupBy(own, ({ source }) => source)].map(([code, targets]) => ({
      code,
      target: targets.map(({ target, isSame }) => ({
        code: target,
        relationship: isSame ? ('equivalent' as const) : ('source-is-narrower-than-target' as const),
      })),
    })),
  }));
  return {
    resourceType: 'ConceptMap',
    id: entries.length === 0 ? table.name : randomUUID(),
    version: String(table.version),
    name,
    status: 'active',
    experimental: true,
    date: new Date().toISOString(),
    ...(groups.length > 0 && { group: groups }),
  };
}
