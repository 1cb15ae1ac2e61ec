/** What the coverage is worked out from: the content of an installation, as it is published, and its index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CoverageSource } from '../../src/content/coverage.ts';
import { loadDossierIndex } from '../../src/content/dossier-rows.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { versionCodecs } from '../../src/fhir/versions/index.ts';

const noGate = (fhirVersion: 'R4' | 'R5') => ({ fhirVersion, check: () => [] });

/** Reads the content without the schemas, which the content check holds it against. */
export async function readCoverageSource(root: string): Promise<CoverageSource> {
  const ownFolders = { resources: join(root, 'fhir-resources'), valueSets: join(root, 'valuesets') };
  const gates = { R4: noGate('R4'), R5: noGate('R5') };
  const { records } = await loadContent({
    ...{ ownFolders, operatorPaths: [], types: new Set(), gates, codecs: versionCodecs },
  });
  const resourcesOf = (version: 'R4' | 'R5') => records[version].map(({ resource }) => resource);
  return {
    claims: parse(
      readFileSync(join(ownFolders.resources, 'source', 'claims.yaml'), 'utf8'),
    ) as CoverageSource['claims'],
    dossier: await loadDossierIndex(ownFolders.valueSets),
    resources: { R4: resourcesOf('R4'), R5: resourcesOf('R5') },
  };
}
