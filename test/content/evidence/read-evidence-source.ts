/** Reads the authored evidence of a repository: YAML under fhir-resources/source, and the displays of our concepts. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import { listDefinedCodes } from '../../../src/content/check/used-codes.ts';
import type { EvidenceSource, Publication } from '../../../src/content/evidence/evidence-source.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

/** The source as it is authored; its soundness is for the generator to judge. */
export function readEvidenceSource(root: string): EvidenceSource {
  const folder = join(root, 'fhir-resources', 'source');
  const read = (name: string): unknown => readYaml(join(folder, `${name}.yaml`));
  const files = readdirSync(join(folder, 'evidence')).filter(name => name.endsWith('.yaml'));
  const publications = files.sort().map(name => ({
    id: basename(name, '.yaml'),
    ...(readYaml(join(folder, 'evidence', name)) as Omit<Publication, 'id'>),
  }));
  return {
    publications,
    release: read('release') as EvidenceSource['release'],
    variables: read('variables') as EvidenceSource['variables'],
    reports: read('reports') as EvidenceSource['reports'],
    withheld: read('withheld') as EvidenceSource['withheld'],
    displays: readDisplays(join(root, 'fhir-resources', 'CodeSystem')),
  };
}

/** A YAML file; numbers whose text says more than their value (`3.0`) stay text. */
function readYaml(path: string): unknown {
  const document = parseDocument(readFileSync(path, 'utf8'), { uniqueKeys: true });
  if (document.errors.length > 0) throw new Error(`${path}: ${document.errors[0]?.message ?? ''}`);
  visit(document, {
    Scalar: (_, node) => {
      if (!isScalar(node) || typeof node.value !== 'number') return;
      if (node.source !== undefined && node.source !== String(node.value)) node.value = node.source;
    },
  });
  return document.toJS();
}

function readDisplays(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter(name => name.startsWith('calcinosis-'));
  return new Map(
    files.flatMap(name => {
      const codes = listDefinedCodes(JSON.parse(readFileSync(join(folder, name), 'utf8')) as AnyResource);
      return codes.map(({ code, display = '' }) => [`CodeSystem/${basename(name, '.json')}#${code}`, display] as const);
    }),
  );
}
