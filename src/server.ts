/**
 * Wires the rooms together: definitions, content, stores and engines of both FHIR versions, and the application over
 * them. It listens nowhere; `cli/serve.ts` does.
 */
import { join } from 'node:path';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { ConfigError } from './config.ts';
import { checkContent } from './content/content-check.ts';
import type { ContentCheck } from './content/content-check.ts';
import { formatFault } from './content/content-record.ts';
import { loadContent } from './content/load-content.ts';
import type { ContentOptions, LoadedContent } from './content/load-content.ts';
import type { DefinitionFinder } from './contracts/definition-finder.ts';
import { fhirVersionNames } from './fhir/fhir-version.ts';
import type { FhirVersion } from './fhir/fhir-version.ts';
import { versionCodecs } from './fhir/versions/index.ts';
import { createApp } from './http/app.ts';
import type { FhirEndpoint } from './http/exchange.ts';
import { operationDefinitions } from './operations/operation-definitions.ts';
import { openDefinitionArtifact } from './store/definition-artifact.ts';
import type { DefinitionArtifact } from './store/definition-artifact.ts';
import { createDefinitionFinder } from './store/definition-finder.ts';
import { createResourceFinder } from './store/resource-finder.ts';
import { createResourceStore } from './store/resource-store.ts';
import { servedTypes } from './store/search/served-types.ts';
import { createTerminologyService } from './terminology/terminology-service.ts';
import { createSchemaGate } from './validation/schema-gate.ts';
import { createValueSetCodes } from './validation/value-set-codes.ts';

/** Where Calx is installed: the folder with fhir-resources/, valuesets/ and dist/definitions/. */
export interface Installation {
  readonly root: string;
  readonly version: string;
  /** Date of this release, YYYY-MM-DD. */
  readonly releaseDate: string;
}

export interface ServiceOptions extends Installation {
  /** The operator's own content: folders and packages. */
  readonly content: readonly string[];
  readonly baseUrl: string | undefined;
  readonly logger: Logger;
  /** Told what is being done, for a person who waits. */
  readonly onProgress: (step: string) => void;
}

export interface Service {
  readonly app: Express;
  /** What is loaded, as the end of a sentence. */
  readonly loaded: string;
  readonly warnings: readonly string[];
}

type PerVersion<Value> = Readonly<Record<FhirVersion, Value>>;

/** Loads everything and gives the application; throws ConfigError with a list of faults where content is broken. */
export async function assembleService(options: ServiceOptions): Promise<Service> {
  const { root, version, releaseDate, baseUrl, logger, onProgress } = options;
  onProgress('opening the definitions of FHIR R4 and R5');
  const artifacts = openArtifacts(root);
  onProgress('reading and checking the content');
  const content = await loadContent({ ...contentOptions(root, artifacts), operatorPaths: options.content });
  assertSound(content);
  const versions = perVersion(fhirVersion => createEndpoint(fhirVersion, content, artifacts[fhirVersion]));
  const counts = countsOf(versions, content);
  const app = createApp({
    versions,
    software: { name: 'Calx', version, releaseDate },
    ...(baseUrl !== undefined && { baseUrl }),
    logger,
    health: () => ({ isReady: true, details: counts }),
  });
  return { app, loaded: sentenceOf(content, artifacts), warnings: content.warnings };
}

/** Holds Calx's own content against every rule of `content/content-check.ts`, expansions included. */
export async function checkOwnContent({ root }: Installation): Promise<ContentCheck> {
  const artifacts = openArtifacts(root);
  const options = contentOptions(root, artifacts);
  const content = await loadContent({ ...options, operatorPaths: [] });
  assertSound(content);
  const versions = perVersion(fhirVersion => createEndpoint(fhirVersion, content, artifacts[fhirVersion]));
  return checkContent({
    ...options,
    expand: async ({ fhirVersion, url, version }) => {
      const { expansion } = await versions[fhirVersion].terminology.expand({ valueSet: { url, version } });
      return (expansion?.contains ?? []).map(({ system = '', code = '', display = '' }) => ({ system, code, display }));
    },
  });
}

function perVersion<Value>(make: (fhirVersion: FhirVersion) => Value): PerVersion<Value> {
  return { R4: make('R4'), R5: make('R5') };
}

function openArtifacts(root: string): PerVersion<DefinitionArtifact> {
  return perVersion(fhirVersion => {
    const path = join(root, 'dist', 'definitions', `${fhirVersionNames[fhirVersion].path}.bin`);
    try {
      return openDefinitionArtifact(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigError(`FHIR's ${fhirVersion} definitions can't be read (${reason}); run: npm run build`);
    }
  });
}

function contentOptions(
  root: string,
  artifacts: PerVersion<DefinitionArtifact>,
): Omit<ContentOptions, 'operatorPaths'> {
  return {
    ownFolders: { resources: join(root, 'fhir-resources'), valueSets: join(root, 'valuesets') },
    types: new Set([...servedTypes.R4, ...servedTypes.R5]),
    gates: perVersion(fhirVersion => createSchemaGate(fhirVersion, definitionsOf(artifacts[fhirVersion]))),
    codecs: versionCodecs,
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

function createEndpoint(fhirVersion: FhirVersion, content: LoadedContent, artifact: DefinitionArtifact): FhirEndpoint {
  const codec = versionCodecs[fhirVersion];
  const described = operationDefinitions(fhirVersion).map(model => ({
    resource: codec.write(model),
    origin: 'server' as const,
    source: 'the operation table',
  }));
  const records = [...content.records[fhirVersion], ...described];
  const store = createResourceStore({ fhirVersion, records, artifact });
  return { store, codec, terminology: createTerminologyService({ finder: createResourceFinder(store, codec) }) };
}

function countsOf(versions: PerVersion<FhirEndpoint>, content: LoadedContent): Readonly<Record<string, unknown>> {
  const published = perVersion(fhirVersion => content.records[fhirVersion].length);
  return {
    fhirVersions: Object.values(versions).map(({ store }) => fhirVersionNames[store.fhirVersion].number),
    content: published,
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
