/**
 * The Bundle of one synthetic patient, in the wire form of one FHIR version: a collection, as `$apply` takes a patient's
 * data. Ids are the case's, so that the same patient has the same ids in R4 and in R5.
 */
import type { AnyResource } from '../../fhir/model.ts';
import type { ExampleCase } from './example-case.ts';
import { writeCalcinosis, writeCondition, writeProposal, writeResult, writeStatement } from './write-clinical.ts';
import type { Writing } from './write-clinical.ts';
import { bundleHead, headOf } from './write-head.ts';

const base = 'https://example.org/fhir';

/** All that is known of the patient. */
export function writeBundle(example: ExampleCase, shared: Omit<Writing, 'caseId'>): AnyResource {
  const writing = { ...shared, caseId: example.id };
  const resources = [writePatient(example), ...writeConditions(example, writing), ...writeOthers(example, writing)];
  return {
    ...bundleHead(example.id),
    type: 'collection',
    timestamp: '2026-03-16T09:00:00Z',
    entry: resources.map(resource => ({
      fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
    })),
  };
}

function writePatient({ id, title, shows, patient }: ExampleCase): AnyResource {
  return {
    ...headOf({ resourceType: 'Patient', id: `${id}-patient`, words: `${title}. ${shows}` }),
    active: true,
    name: [{ use: 'usual', text: `Example, ${title}` }],
    gender: patient.gender,
    birthDate: patient.born,
  };
}

function writeConditions({ calcinosis, diseases = [], findings = [] }: ExampleCase, writing: Writing): AnyResource[] {
  return [
    ...calcinosis.map((each, number) => writeCalcinosis(each, number, writing)),
    ...diseases.map((code, number) => writeCondition(`disease-${number + 1}`, { code }, writing)),
    ...findings.map((words, number) => writeCondition(`finding-${number + 1}`, { words }, writing)),
  ];
}

function writeOthers({ results = [], takes = [], proposed = [] }: ExampleCase, writing: Writing): AnyResource[] {
  return [
    ...results.map((each, number) => writeResult(each, number, writing)),
    ...takes.map((each, number) => writeStatement(each, number, writing)),
    ...proposed.map((each, number) => writeProposal(each, number, writing)),
  ];
}
