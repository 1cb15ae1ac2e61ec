/** Small content folders for the tests of this room, and plain stand-ins for what content is handed. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FhirVersion } from '../../src/fhir/fhir-version.ts';
import type { AnyResource } from '../../src/fhir/model.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';
import type { SchemaGate } from '../../src/contracts/schema-gate.ts';
import type { ContentOptions } from '../../src/content/load-content.ts';

export const repository = join(__dirname, '..', '..');
export const servedTypes = new Set([
  ...['ActivityDefinition', 'CodeSystem', 'ConceptMap', 'Evidence', 'EvidenceVariable', 'Library', 'PlanDefinition'],
  'ValueSet',
]);

/** A gate that refuses a resource without status, or with an element that no resource has. */
function createGate(fhirVersion: FhirVersion): SchemaGate {
  return {
    fhirVersion,
    check: resource => [
      ...(resource['status'] === undefined ? [{ path: `${resource.resourceType}.status`, reason: 'is required' }] : []),
      ...(resource['colour'] === undefined ? [] : [{ path: `${resource.resourceType}.colour`, reason: 'is unknown' }]),
    ],
  };
}

export const gates = { R4: createGate('R4'), R5: createGate('R5') };

export interface TemporaryContent {
  readonly root: string;
  readonly options: ContentOptions;
  /** Writes a file under the root; objects as JSON. */
  write(path: string, content: string | object): string;
  /** Puts every file that was written back to what it was, so that one copy serves many tests. */
  restore(): void;
  remove(): void;
}

/** An empty content folder, or a copy of Calx's own. */
export function createContent(isCopy = false): TemporaryContent {
  const root = mkdtempSync(join(tmpdir(), 'calx-content-'));
  const ownFolders = { resources: join(root, 'fhir-resources'), valueSets: join(root, 'valuesets') };
  if (isCopy) {
    cpSync(join(repository, 'fhir-resources'), ownFolders.resources, { recursive: true });
    cpSync(join(repository, 'valuesets'), ownFolders.valueSets, { recursive: true });
    cpSync(join(repository, 'docs', 'dossier-rows.ndjson'), join(root, 'docs', 'dossier-rows.ndjson'));
  }
  mkdirSync(ownFolders.resources, { recursive: true });
  mkdirSync(ownFolders.valueSets, { recursive: true });
  const originals = new Map<string, string | undefined>();
  return {
    root,
    options: { ownFolders, operatorPaths: [], types: servedTypes, gates, codecs: versionCodecs },
    write(path, content) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      if (!originals.has(file)) originals.set(file, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    restore() {
      for (const [file, text] of originals) {
        if (text === undefined) rmSync(file, { force: true });
        else writeFileSync(file, text);
      }
      originals.clear();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A code system that passes the gate of these tests. */
export function codeSystem(id: string, others: object = {}): AnyResource {
  return { resourceType: 'CodeSystem', id, url: `http://example.org/${id}`, version: '1', status: 'draft', ...others };
}
