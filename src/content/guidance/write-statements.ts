/** What documents say, as related artifacts: the statement, where it was read, where it holds, and our Evidence for it. */
import { canonicalBase } from '../../fhir/canonical-base.ts';
import type { GuidanceSource, Statement } from './guidance-source.ts';

/** Keys that name no document: what rests on nothing that was read says so. */
const justifications: Readonly<Record<string, string>> = {
  opinion: 'Expert opinion',
  design: 'Choice of this content, without source',
  recalled: 'Recalled, not read in a source',
};

/** RelatedArtifacts in the order of the statements. */
export function writeStatements(statements: readonly Statement[], source: GuidanceSource): object[] {
  return statements.flatMap(statement => Object.entries(statement).map(([key, says]) => writeOne(key, says, source)));
}

function writeOne(statement: string, says: string, { citations, evidence }: GuidanceSource): object {
  const [key = '', study] = statement.split('@');
  const justification = justifications[key];
  if (justification !== undefined) return { type: 'justification', display: `${justification}: ${says}` };
  const cited = citations[key];
  if (cited === undefined) throw new Error(`there is no citation '${key}'`);
  const { citation, url, jurisdiction, label = key } = cited;
  return {
    type: 'citation',
    label,
    display: jurisdiction === undefined ? says : `${says} (${jurisdiction})`,
    citation,
    ...(url !== undefined && { document: { url } }),
    ...(study !== undefined && { resource: evidenceUrl(study, evidence) }),
  };
}

function evidenceUrl(id: string, evidence: ReadonlySet<string>): string {
  if (!evidence.has(id)) throw new Error(`there is no Evidence '${id}'`);
  return `${canonicalBase}/Evidence/${id}`;
}
