/** `docs/evidence-loss.md`: what R4 cannot carry of the evidence that R5 has, worked out from the source. */
import { markdownTable } from '../markdown-table.ts';
import { describeFigure } from './describe-evidence.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { listPublished, listRisks } from './evidence-resources.ts';
import { withholdings } from './evidence-words.ts';

const introduction = `# What R4 cannot carry of the evidence

Written by \`npm run evidence\` from [fhir-resources/source](../fhir-resources/source); do not edit. Evidence is authored
once and generated for both versions under the same ids. Nothing is left out without a word: what R4 has no element for
stands in the description of its Evidence.

<!-- prettier-ignore-start -->`;

const elements = [
  [
    'Citation',
    'none',
    'RelatedArtifact of type citation, with label, text and DOI or PMID, in every resource that cites it',
  ],
  ['EvidenceReport', 'none', 'nothing: read it in R5'],
  [
    'Evidence.statistic',
    'RiskEvidenceSynthesis.riskEstimate',
    'counts with a denominator; every other figure in the words of Evidence.description',
  ],
  [
    'Evidence.certainty',
    'RiskEvidenceSynthesis.certainty',
    'coded where there is a synthesis; else in the words of Evidence.description',
  ],
  [
    'Evidence.studyDesign',
    'RiskEvidenceSynthesis.studyType',
    'coded where there is a synthesis and R4 has a code; else in the words of Evidence.description',
  ],
  ['Evidence.assertion', 'none', 'Evidence.note'],
  [
    'Evidence.variableDefinition.variableRole',
    'exposureBackground, exposureVariant, outcome',
    'a comparator is one more exposureVariant, without its role',
  ],
  ['Evidence.variableDefinition.description', 'Reference.display', 'as reported'],
  ['Evidence.experimental, purpose', 'none', 'status draft, and the notice in the description'],
  ['EvidenceVariable.category', 'none', 'the words of the characteristic'],
] as const;

/** The Markdown text of the report. */
export function buildLossReport(source: EvidenceSource): string {
  const records = listPublished(source).map(({ record }) => record);
  const lost = records.flatMap(record => {
    const risks = new Set<unknown>(listRisks(record));
    return (record.figures ?? [])
      .filter(figure => !risks.has(figure))
      .map(figure => [record.id, describeFigure(figure)]);
  });
  const figures = records.flatMap(record => record.figures ?? []).length;
  const risks = figures - lost.length;
  return [
    introduction,
    '## In short',
    markdownTable(
      ['', 'R4', 'R5'],
      [
        ['Evidence', records.length, records.length],
        ['figures as data', `${risks} (RiskEvidenceSynthesis)`, figures],
        ['figures in words only', lost.length, 0],
        ['Citation', 0, source.publications.length],
        ['EvidenceReport', 0, Object.keys(source.reports).length],
      ],
    ),
    '## Elements',
    markdownTable(['R5', 'R4', 'what becomes of it in R4'], elements),
    '## Figures that R4 has in words only',
    markdownTable(['Evidence', 'figure'], lost),
    '## Publications that were read in part: in R5 only',
    markdownTable(['Citation', 'rows of the dossier', 'what it is about'], listPartlyRead(source)),
    '## Withheld in both versions',
    markdownTable(
      ['row of the dossier', 'about', 'why'],
      source.withheld.map(({ row, about, reason }) => [row, about, withholdings[reason] ?? reason]),
    ),
    '<!-- prettier-ignore-end -->',
  ]
    .join('\n\n')
    .concat('\n');
}

function listPartlyRead({ publications }: EvidenceSource): string[][] {
  return publications.flatMap(({ id, partly }) =>
    partly === undefined ? [] : [[`Citation/${id}`, partly.rows.join(', '), partly.about]],
  );
}
