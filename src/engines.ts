/**
 * Wires the rooms that know nothing of HTTP: definitions, content, stores and engines of both FHIR versions. The
 * service and every command of the command line answer from the same engines.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ConfigError } from './config.ts';
import { checkContent } from './content/content-check.ts';
import type { ContentCheck } from './content/content-check.ts';
import { formatFault } from './content/content-record.ts';
import { loadContent } from './content/load-content.ts';
import type { ContentOptions, LoadedContent } from './content/load-content.ts';
import type { CacheUse } from './contracts/cache-use.ts';
import type { CodeSystemSource } from './contracts/code-system-source.ts';
import type { DefinitionFinder } from './contracts/definition-finder.ts';
import type { ResourceStore } from './contracts/resource-store.ts';
import type { SchemaGate } from './contracts/schema-gate.ts';
import type { ElementShapes } from './fhir/formats/element-shapes.ts';
import { fhirVersionNames, fhirVersions } from './fhir/fhir-version.ts';
import type { FhirVersion } from './fhir/fhir-version.ts';
import { versionCodecs } from './fhir/versions/index.ts';
import type { VersionCodec } from './fhir/versions/version-codec.ts';
import { operations, statelessOperations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';
import { createImportedReader, noImports } from './imported-code-systems.ts';
import type { ImportedCodeSystems, ImportedReader } from './imported-code-systems.ts';
import { operationDefinitions } from './operations/operation-definitions.ts';
import { openDefinitionArtifact } from './store/definition-artifact.ts';
import type { DefinitionArtifact } from './store/definition-artifact.ts';
import { createCanonicalFinder } from './store/canonical-finder.ts';
import { createDefinitionFinder } from './store/definition-finder.ts';
import { createResourceFinder } from './store/resource-finder.ts';
import { createResourceStore } from './store/resource-store.ts';
import { servedTypes } from './store/search/served-types.ts';
import { createClientState } from './terminology/client-state/client-state.ts';
import type { ClientState } from './terminology/client-state/client-state.ts';
import { createCodeChecker } from './terminology/code-checker.ts';
import { createRegisteredCodeSystems } from './terminology/code-systems/registered-code-systems.ts';
import { createWriteEntry } from './fhir/versions/write-entry.ts';
import { createTerminologyService } from './terminology/terminology-service.ts';
import type { TerminologyService } from './terminology/terminology-service.ts';
import { createElementShapes } from './validation/create-element-shapes.ts';
import { createSchemaGate } from './validation/schema-gate.ts';
import { createValidator } from './validation/validate-resource.ts';
import type { Validator } from './validation/validate-resource.ts';
import { createValueSetCodes } from './validation/value-set-codes.ts';

/** Where Calx is installed: the folder with fhir-resources/, valuesets/ and dist/definitions/. */
export interface Installation {
  readonly root: string;
  readonly version: string;
  /** Date of this release, YYYY-MM-DD. */
  readonly releaseDate: string;
}

export type PerVersion<Value> = Readonly<Record<FhirVersion, Value>>;

/** FHIR's own definitions, opened once; content is loaded over them as often as it changes. */
export interface Definitions {
  readonly root: string;
  readonly artifacts: PerVersion<DefinitionArtifact>;
  readonly gates: PerVersion<SchemaGate>;
  readonly shapes: PerVersion<ElementShapes>;
  /** Code systems that are no resources: the same for both versions, opened when they are asked for. */
  readonly codeSystemSources: readonly CodeSystemSource[];
  /** Opens folders of imported code systems; what has not changed is opened once. */
  readonly readImported: ImportedReader;
}

/** What answers requests of one FHIR version. */
export interface Engine {
  readonly store: ResourceStore;
  readonly codec: VersionCodec;
  readonly terminology: TerminologyService;
  readonly validator: Validator;
  /** What XML needs to know of the version's types. */
  readonly shapes: ElementShapes;
  /** Operations of the table that this process can serve. */
  readonly operations: readonly Operation[];
}

export interface Engines {
  readonly versions: PerVersion<Engine>;
  /** Identity of all content of both versions; the same for the same content. */
  readonly contentVersion: string;
  /** What is loaded, as the end of a sentence, and as facts. */
  readonly loaded: string;
  readonly counts: Readonly<Record<string, unknown>>;
  /** What was wrong with each of the operator's resources that is not served. */
  readonly refused: readonly string[];
  readonly warnings: readonly string[];
  /** How each cache is used now, by its name and the FHIR version. */
  readonly cacheUse: () => readonly NamedCacheUse[];
  /** The longest piece of engine work since this was last asked, in milliseconds. */
  readonly takeLongestSlice: () => number;
}

export interface NamedCacheUse extends CacheUse {
  readonly cache: string;
  readonly version: FhirVersion;
}

/** Opens the definitions of both versions; throws ConfigError where they were not built. */
export function openDefinitions({ root }: Installation): Definitions {
  const artifacts = perVersion(fhirVersion => openArtifact(root, fhirVersion));
  return {
    root,
    artifacts,
    gates: perVersion(fhirVersion => createSchemaGate(fhirVersion, definitionsOf(artifacts[fhirVersion]))),
    shapes: perVersion(fhirVersion => createElementShapes(createDefinitionFinder(artifacts[fhirVersion]))),
    codeSystemSources: [createRegisteredCodeSystems()],
    readImported: createImportedReader(),
  };
}

/** What is kept for clients; it outlives a reload of content. */
export type ClientStates = PerVersion<ClientState>;

/** For a process that answers every request of its port. */
export function createClientStates(): ClientStates {
  return perVersion(() => createClientState());
}

/**
 * Loads Calx's content and the operator's; throws ConfigError with a list of faults where it can't be published. Without
 * states nothing is kept for clients, and the operations that would are not served. `codeSystems` is the folder of
 * imported ones.
 */
export async function loadEngines(
  definitions: Definitions,
  operatorPaths: readonly string[],
  states?: ClientStates,
  codeSystems?: string,
): Promise<Engines> {
  const { artifacts } = definitions;
  const content = await loadContent({ ...contentOptions(definitions), operatorPaths });
  assertSound(content);
  const imported = codeSystems === undefined ? noImports : await definitions.readImported(codeSystems);
  const sources = { ...definitions, codeSystemSources: [...definitions.codeSystemSources, imported.source] };
  const all = withImported(content, imported);
  const versions = perVersion(fhirVersion => createEngine(fhirVersion, all, sources, states?.[fhirVersion]));
  return {
    versions,
    contentVersion: contentVersionOf(versions),
    loaded: `${sentenceOf(content, artifacts)}${imported.sentence}`,
    counts: { ...countsOf(content), importedCodeSystems: imported.count },
    refused: [...content.refused.map(formatFault), ...imported.faults],
    warnings: [...content.warnings, ...imported.faults.map(fault => `not served: ${fault}`)],
    takeLongestSlice: () =>
      Math.max(...fhirVersions.map(version => versions[version].terminology.takeLongestSlice?.() ?? 0)),
    cacheUse: () => fhirVersions.flatMap(version => cachesOf(version, versions[version], artifacts[version])),
  };
}

function withImported(content: LoadedContent, imported: ImportedCodeSystems): LoadedContent {
  const records = perVersion(fhirVersion => {
    const own = content.records[fhirVersion];
    return [...own, ...imported.records(versionCodecs[fhirVersion], own)];
  });
  return { ...content, records };
}

function cachesOf(version: FhirVersion, { terminology }: Engine, artifact: DefinitionArtifact): NamedCacheUse[] {
  const own = Object.entries(terminology.cacheUse?.() ?? {});
  return [
    { cache: 'definition bytes', version, ...artifact.cacheUse },
    ...own.map(([cache, use]) => ({ cache, version, ...use })),
  ];
}

/** Calx's own content; throws ConfigError with a list of faults where it can't be published. */
export async function loadOwnContent(installation: Installation): Promise<LoadedContent> {
  const content = await loadContent({ ...contentOptions(openDefinitions(installation)), operatorPaths: [] });
  assertSound(content);
  return content;
}

/** Holds Calx's own content against every rule of `content/content-check.ts`, expansions included. */
export async function checkOwnContent(installation: Installation): Promise<ContentCheck> {
  const definitions = openDefinitions(installation);
  const { versions } = await loadEngines(definitions, []);
  return checkContent({
    ...contentOptions(definitions),
    expand: async ({ fhirVersion, url, version }) => {
      const { expansion } = await versions[fhirVersion].terminology.expand({
        valueSet: { url, version },
        excludeNested: true,
      });
      return (expansion?.contains ?? []).map(({ system = '', code = '', display = '' }) => ({ system, code, display }));
    },
  });
}

function perVersion<Value>(make: (fhirVersion: FhirVersion) => Value): PerVersion<Value> {
  return { R4: make('R4'), R5: make('R5') };
}

function openArtifact(root: string, fhirVersion: FhirVersion): DefinitionArtifact {
  try {
    return openDefinitionArtifact(join(root, 'dist', 'definitions', `${fhirVersionNames[fhirVersion].path}.bin`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`FHIR's ${fhirVersion} definitions can't be read (${reason}); run: npm run build`);
  }
}

function contentOptions({ root, gates, artifacts }: Definitions): Omit<ContentOptions, 'operatorPaths'> {
  return {
    ownFolders: { resources: join(root, 'fhir-resources'), valueSets: join(root, 'valuesets') },
    types: new Set([...servedTypes.R4, ...servedTypes.R5]),
    gates,
    codecs: versionCodecs,
    definitions: perVersion(fhirVersion => createDefinitionFinder(artifacts[fhirVersion])),
  };
}

/** Definitions with the codes of required bindings, so that the gate holds codes too. */
function definitionsOf(artifact: DefinitionArtifact): DefinitionFinder {
  const findValueSetCodes = createValueSetCodes((type, url) => artifact.findCanonical(type, url)?.read());
  return { ...createDefinitionFinder(artifact), findValueSetCodes };
}

function assertSound({ faults }: LoadedContent): void {
  if (faults.length === 0) return;
  const list = faults.map(fault => `\n  ${formatFault(fault)}`).join('');
  throw new ConfigError(`the content can't be published:${list}`);
}

function createEngine(
  fhirVersion: FhirVersion,
  content: LoadedContent,
  definitions: Definitions,
  state: ClientState | undefined,
): Engine {
  const codec = versionCodecs[fhirVersion];
  const served = state === undefined ? statelessOperations : operations;
  const described = operationDefinitions(fhirVersion, served).map(model => ({
    resource: codec.write(model),
    origin: 'server' as const,
    source: 'the operation table',
  }));
  const records = [...content.records[fhirVersion], ...described];
  const { codeSystemSources } = definitions;
  const store = createResourceStore({
    fhirVersion,
    records,
    artifact: definitions.artifacts[fhirVersion],
    otherContent: codeSystemSources.flatMap(source => [...source.listAll()].map(({ cacheKey }) => cacheKey)),
  });
  const shapes = definitions.shapes[fhirVersion];
  const terminology = createTerminologyService({
    finder: createResourceFinder(store, codec),
    codeSystemSources,
    contentKey: () => store.contentKey,
    writeEntry: createWriteEntry(codec),
    write: model => codec.write(model),
    ...(state !== undefined && { state }),
  });
  const codes = createCodeChecker(terminology, codec, createResourceFinder(store, codec));
  const validator = createValidator({ fhirVersion, codes, finder: createCanonicalFinder(store) });
  return { store, codec, shapes, operations: served, terminology, validator };
}

function contentVersionOf({ R4, R5 }: PerVersion<Engine>): string {
  return createHash('sha256').update(`${R4.store.contentKey}\n${R5.store.contentKey}`).digest('hex').slice(0, 12);
}

function countsOf(content: LoadedContent): Readonly<Record<string, unknown>> {
  return {
    fhirVersions: Object.values(fhirVersionNames).map(({ number }) => number),
    content: perVersion(fhirVersion => content.records[fhirVersion].length),
    refused: content.refusedCount,
    skipped: content.skippedCount,
  };
}

function sentenceOf(content: LoadedContent, artifacts: PerVersion<DefinitionArtifact>): string {
  const part = (fhirVersion: FhirVersion): string => {
    const { types } = artifacts[fhirVersion];
    const definitions = types.reduce((sum, type) => sum + artifacts[fhirVersion].count(type), 0);
    return `${fhirVersion}: ${content.records[fhirVersion].length} resources of content, ${definitions} of HL7`;
  };
  return `${part('R4')}; ${part('R5')}`;
}
