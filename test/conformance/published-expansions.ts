/**
 * HL7's published expansions (packages hl7.fhir.r4.expansions and hl7.fhir.r5.expansions) against ours: every value set
 * of the package is expanded on the versions of code systems and value sets that the core package brings, and every code
 * that HL7 published is validated. What differs gets its cause from the answers themselves.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../src/engines.ts';
import { FhirError } from '../../src/fhir/fhir-error.ts';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource, ValueSet, ValueSetExpansionContains } from '../../src/fhir/model.ts';
import { createResourceFinder } from '../../src/store/resource-finder.ts';
import { createRegisteredCodeSystems } from '../../src/terminology/code-systems/registered-code-systems.ts';
import { createTerminologyService } from '../../src/terminology/terminology-service.ts';
import type { TerminologyService } from '../../src/terminology/terminology-service.ts';

/** Why an expansion is not as HL7 published it; each is explained in docs/conformance-expansions.md. */
export type Cause =
  | 'another version of the code system answers'
  | 'a version that the definition names is not loaded'
  | 'an imported value set is not loaded'
  | 'HL7 left out concepts that are abstract or out of use'
  | 'HL7 left out concepts that have several parents'
  | 'a grammar has no list of its codes'
  | 'unexplained';

export interface Comparison {
  readonly published: number;
  readonly equal: number;
  /** Among the equal ones, those whose displays are the same too. */
  readonly equalDisplays: number;
  /** Codes that HL7 published in value sets that we expand, and how many of them validate. */
  readonly codes: number;
  readonly valid: number;
  /** Codes that HL7 published of another edition of a registry than is here, and that this one lacks. */
  readonly replaced: number;
  /** Value sets that differ, by cause. */
  readonly differences: Readonly<Partial<Record<Cause, readonly string[]>>>;
  /** How many value sets need a code system that is not loaded. */
  readonly notLoaded: Readonly<Record<string, number>>;
}

interface Published {
  readonly canonical: string;
  readonly definition: AnyResource;
  readonly entries: ReadonlyMap<string, ValueSetExpansionContains>;
  /** `url|version` of the code systems that HL7 used. */
  readonly used: readonly string[];
}

/** The versions that the core package brings, as parameters that fill what a definition leaves open. */
interface CoreVersions {
  readonly systemVersion: readonly string[];
  readonly defaultValueSetVersion: readonly string[];
}

/** Compares all value sets of the version's package. */
export async function comparePublished(version: FhirVersion, { store, codec }: Engine): Promise<Comparison> {
  const terminology = createTerminologyService({
    finder: createResourceFinder(store, codec),
    codeSystemSources: [createRegisteredCodeSystems()],
    limits: { maxExpansionCodes: 1_000_000 },
  });
  const ofCore = (type: string): string[] =>
    store
      .listAll(type)
      .filter(({ source, content = 'complete' }) => source.startsWith('hl7.fhir.r') && usable.has(content))
      .flatMap(({ url, version: own }) => (own === undefined ? [] : [`${url ?? ''}|${own}`]));
  const core = { systemVersion: ofCore('CodeSystem'), defaultValueSetVersion: ofCore('ValueSet') };
  const tally = new Tally();
  for (const published of readPublished(version)) {
    tally.published += 1;
    const [url = '', own] = published.canonical.split('|');
    const isHere = store.list('ValueSet', url).some(stored => stored.version === own);
    const valueSet = isHere
      ? { url, ...(own !== undefined && { version: own }) }
      : { resource: codec.read(published.definition) as unknown as ValueSet };
    await compareOne({ terminology, core, published, tally, valueSet });
  }
  return tally;
}

/** An example is never expanded (rule of the terminology ecosystem), so it can't be what HL7's run stands on here. */
const usable: ReadonlySet<string> = new Set(['complete', 'fragment']);

class Tally implements Comparison {
  published = 0;
  equal = 0;
  equalDisplays = 0;
  codes = 0;
  valid = 0;
  replaced = 0;
  readonly differences: Partial<Record<Cause, string[]>> = {};
  readonly notLoaded: Record<string, number> = {};

  addDifference(cause: Cause, canonical: string): void {
    (this.differences[cause] ??= []).push(canonical);
  }
}

interface Task {
  readonly terminology: TerminologyService;
  readonly core: CoreVersions;
  readonly published: Published;
  readonly tally: Tally;
  readonly valueSet: { readonly url: string; readonly version?: string } | { readonly resource: ValueSet };
}

async function compareOne(task: Task): Promise<void> {
  const { published, tally } = task;
  const ours = await expandOrFault(task);
  if (ours instanceof FhirError) return noteFault(tally, published.canonical, ours);
  const entries = byCode(ours.expansion?.contains ?? []);
  const extra = [...entries].filter(([key]) => !published.entries.has(key)).map(([, entry]) => entry);
  const missing = [...published.entries.values()].filter(entry => !entries.has(keyOf(entry)));
  if (extra.length + missing.length === 0) {
    tally.equal += 1;
    if ([...entries].every(([key, { display }]) => published.entries.get(key)?.display === display)) {
      tally.equalDisplays += 1;
    }
  } else tally.addDifference(await causeOf(task, ours, { extra, missing }), published.canonical);
  await validateAll(task);
}

async function validateAll({ terminology, core, published, tally, valueSet }: Task): Promise<void> {
  for (const { system = '', code = '' } of published.entries.values()) {
    tally.codes += 1;
    const { parameter } = await terminology.validateCode({ valueSet, system, code, ...core });
    if (parameter?.find(({ name }) => name === 'result')?.valueBoolean === true) tally.valid += 1;
    else if (registries.has(system)) tally.replaced += 1;
  }
}

/** Code systems of which a package brings another edition than HL7 used. */
const registries: ReadonlySet<string> = new Set([
  ...['urn:iso:std:iso:3166:-2', 'urn:iso:std:iso:4217', 'https://www.iana.org/time-zones'],
]);

async function expandOrFault({ terminology, core, valueSet }: Task): Promise<ValueSet | FhirError> {
  try {
    return await terminology.expand({ valueSet, ...core, excludeNested: true });
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
}

function noteFault(tally: Tally, canonical: string, { issues }: FhirError): void {
  const { messageId = '', text = '', code } = issues[0] ?? {};
  if (code === 'too-costly') tally.addDifference('a grammar has no list of its codes', canonical);
  else if (messageId === 'UNKNOWN_CODESYSTEM_EXP') {
    const system = /'([^']*)'/.exec(text)?.[1] ?? '';
    tally.notLoaded[system] = (tally.notLoaded[system] ?? 0) + 1;
  } else tally.addDifference(faultCauses[messageId] ?? 'unexplained', canonical);
}

const faultCauses: Readonly<Record<string, Cause>> = {
  UNKNOWN_CODESYSTEM_VERSION_EXP: 'a version that the definition names is not loaded',
  VS_EXP_IMPORT_UNK: 'an imported value set is not loaded',
};

interface Difference {
  readonly extra: readonly ValueSetExpansionContains[];
  readonly missing: readonly ValueSetExpansionContains[];
}

async function causeOf(task: Task, ours: ValueSet, { extra, missing }: Difference): Promise<Cause> {
  const used = (ours.expansion?.parameter ?? []).flatMap(({ name, valueUri = '' }) =>
    name === 'used-codesystem' ? [valueUri] : [],
  );
  const isOtherVersion = ({ system = '' }: ValueSetExpansionContains): boolean =>
    !used.some(canonical => canonical.startsWith(`${system}|`) && task.published.used.includes(canonical));
  if ([...extra, ...missing].every(isOtherVersion)) return 'another version of the code system answers';
  if (missing.length > 0) return 'unexplained';
  const rest = extra.filter(entry => !isLeftOut(entry));
  if (rest.length === 0) return 'HL7 left out concepts that are abstract or out of use';
  for (const { system = '', code = '' } of rest) {
    if (!(await isBelowSeveral(task, system, code))) return 'unexplained';
  }
  return 'HL7 left out concepts that have several parents';
}

/** Not selectable, or of a status other than active, which an expansion of ours always says. */
function isLeftOut({ abstract, property = [] }: ValueSetExpansionContains): boolean {
  return abstract === true || property.some(({ code }) => code === 'status');
}

/** Whether the concept or one above it has several parents. */
async function isBelowSeveral(task: Task, system: string, code: string): Promise<boolean> {
  const { parameter = [] } = await task.terminology.lookup({ system, code, property: ['parent'], ...task.core });
  const parents = parameter
    .filter(({ name }) => name === 'property')
    .flatMap(({ part = [] }) => part.find(({ name }) => name === 'value')?.valueCode ?? []);
  if (parents.length > 1) return true;
  return parents[0] !== undefined && isBelowSeveral(task, system, parents[0]);
}

function keyOf({ system = '', code = '' }: ValueSetExpansionContains): string {
  return `${system}|${code}`;
}

/** The entries of all levels that are codes. */
function byCode(contains: readonly ValueSetExpansionContains[]): Map<string, ValueSetExpansionContains> {
  const flatten = (entries: readonly ValueSetExpansionContains[]): ValueSetExpansionContains[] =>
    entries.flatMap(entry => [entry, ...flatten(entry.contains ?? [])]);
  return new Map(
    flatten(contains)
      .filter(({ code }) => code !== undefined)
      .map(entry => [keyOf(entry), entry]),
  );
}

function* readPublished(version: FhirVersion): Generator<Published> {
  const folder = join('node_modules', `hl7.fhir.${version.toLowerCase()}.expansions`);
  for (const file of readdirSync(folder).filter(name => /^ValueSet-.*\.json$/.test(name))) {
    const { expansion, ...definition } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ValueSet;
    if (expansion === undefined) continue;
    yield {
      canonical: `${definition.url ?? ''}|${definition.version ?? ''}`,
      definition: definition as unknown as AnyResource,
      entries: byCode(expansion.contains ?? []),
      used: (expansion.parameter ?? []).flatMap(({ valueUri }) => valueUri ?? []),
    };
  }
}
