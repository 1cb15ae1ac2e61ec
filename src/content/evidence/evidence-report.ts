/** What is known of one treatment, as EvidenceReport of R5 (https://hl7.org/fhir/R5/evidencereport.html); R4 has none. */
import type { AnyResource } from '../../fhir/model.ts';
import { division, list, paragraph } from '../narrative/xhtml.ts';
import type { Xhtml } from '../narrative/xhtml.ts';
import { codeable, draftNotice } from '../own-artifact.ts';
import { reportHead, reportPublisher } from './artifact-head.ts';
import { describeCertainty } from './describe-evidence.ts';
import type { EvidenceSource, TreatmentReport } from './evidence-source.ts';
import { listPublished } from './evidence-resources.ts';
import { codingOf } from './evidence-variables.ts';

const sectionSystem = 'http://hl7.org/fhir/evidence-report-section';

/** The report on a treatment; its id is the treatment's code. */
export function evidenceReportR5(treatment: string, report: TreatmentReport, source: EvidenceSource): AnyResource {
  const coding = codingOf('calcinosis-treatment', treatment, source);
  return {
    ...reportHead(treatment),
    citeAsMarkdown: `Calx project. What was read on ${coding.display}, version ${source.release.version} of ${source.release.date}`,
    type: codeable('http://hl7.org/fhir/evidence-report-type', ['resources-compiled', 'Resource Compilation']),
    note: [{ text: report.summary }, { text: draftNotice }],
    subject: {
      characteristic: [
        {
          code: codeable('http://hl7.org/fhir/focus-characteristic-code', ['exposure', 'Exposure']),
          valueCodeableConcept: { coding: [coding] },
        },
      ],
    },
    ...reportPublisher,
    section: sectionsOf(treatment, report, source),
  } as unknown as AnyResource;
}

function sectionsOf(treatment: string, report: TreatmentReport, source: EvidenceSource): object[] {
  const { conflicts = [], seeAlso = [] } = report;
  const evidence = listEvidence(treatment, source);
  const partly = listPartlyRead(treatment, source);
  return [
    { ...sectionOf('Summary', ['Text-Summary', 'Text Summary']), text: textOf(paragraph(report.summary)) },
    {
      ...sectionOf('Studies', ['SummaryOfIndividualStudyFindings', 'Summary of Individual Study Findings']),
      ...{ mode: 'snapshot', entryReference: evidence },
    },
    {
      ...sectionOf('Certainty', ['Certainty-of-Evidence', 'Certainty of Evidence']),
      text: textOf(paragraph(describeCertainty(report))),
    },
    ...(conflicts.length === 0
      ? []
      : [{ ...sectionOf('Where the evidence conflicts', ['Reasons', 'Reasons']), text: textOf(list(conflicts)) }]),
    ...(seeAlso.length === 0
      ? []
      : [
          {
            ...sectionOf('On treatment in general', ['Evidence', 'Evidence Results']),
            ...{ mode: 'snapshot', entryReference: seeAlso.map(id => evidenceReference(id, source)) },
          },
        ]),
    ...(partly.length === 0
      ? []
      : [
          {
            ...sectionOf('Read in part only, without figures', ['References', 'References']),
            ...{ mode: 'snapshot', entryReference: partly },
          },
        ]),
  ];
}

function sectionOf(title: string, focus: readonly [string, string]): object {
  return { title, focus: codeable(sectionSystem, focus) };
}

function textOf(content: Xhtml): object {
  return { status: 'generated', div: division(content) };
}

function listEvidence(treatment: string, source: EvidenceSource): object[] {
  return listPublished(source)
    .filter(({ record: { treatments = [] } }) => treatments.includes(treatment))
    .map(({ record }) => evidenceReference(record.id, source));
}

/** A reference that says what the study found, so that the report can be read by itself. */
function evidenceReference(id: string, source: EvidenceSource): object {
  const found = listPublished(source).find(({ record }) => record.id === id);
  const display = found === undefined ? id : `${found.publication.label}: ${found.record.statement}`;
  return { reference: `Evidence/${id}`, display };
}

function listPartlyRead(treatment: string, { publications }: EvidenceSource): object[] {
  return publications
    .filter(({ partly }) => partly?.treatments?.includes(treatment) === true)
    .map(({ id, label, partly }) => ({ reference: `Citation/${id}`, display: `${label}: ${partly?.about ?? ''}` }));
}
