/**
 * `calx check-content`: the gate that Calx's own content passes before a release. Everything that the start checks
 * (files, schemas of both versions, identities), and beyond it what a schema can't say: metadata, references, codes,
 * sources, displays, licences, the index of the dossier, and the expansions that review agreed to. Rules are in check/, one file each.
 */
import { fhirVersions } from '../fhir/fhir-version.ts';
import { checkCodes } from './check/codes.ts';
import { checkDisplays } from './check/displays.ts';
import { checkDossier } from './check/dossier.ts';
import type { CheckedContent, ContentFinding } from './check/checked-content.ts';
import { checkExpansions } from './check/expansions.ts';
import type { ExpandValueSet } from './check/expansions.ts';
import { checkHierarchies } from './check/hierarchies.ts';
import { checkLicences } from './check/licences.ts';
import { checkMetadata } from './check/metadata.ts';
import { checkOppositeMaps } from './check/opposite-maps.ts';
import { checkReferences } from './check/references.ts';
import { checkSources } from './check/sources.ts';
import { checkTerminologies } from './check/terminologies.ts';
import { loadDossierIndex } from './dossier-rows.ts';
import { loadContent } from './load-content.ts';
import type { ContentOptions } from './load-content.ts';

export interface ContentCheckOptions extends Omit<ContentOptions, 'operatorPaths'> {
  /** Expands a value set of the content; handed in, since content does not know the terminology engine. */
  readonly expand: ExpandValueSet;
}

export interface ContentCheck {
  readonly findings: readonly ContentFinding[];
  /** One line: what was checked, and how many findings there are. */
  readonly summary: string;
}

const rules: readonly ((content: CheckedContent) => ContentFinding[])[] = [
  checkMetadata,
  checkReferences,
  checkCodes,
  checkSources,
  checkDisplays,
  checkTerminologies,
  checkLicences,
  checkHierarchies,
  checkOppositeMaps,
];

/** Holds our own content against every rule. */
export async function checkContent(options: ContentCheckOptions): Promise<ContentCheck> {
  const content = await loadContent({ ...options, operatorPaths: [] });
  const findings = [
    ...content.faults,
    ...rules.flatMap(rule => rule(content)),
    ...checkDossier(content, await loadDossierIndex(options.ownFolders.valueSets)),
    ...(await checkExpansions(content, options.ownFolders.valueSets, options.expand)),
  ];
  const counts = fhirVersions.map(version => `${content.records[version].length} in ${version}`).join(', ');
  return { findings, summary: `Content: ${counts}; ${findings.length} findings` };
}
