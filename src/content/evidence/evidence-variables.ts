/**
 * Populations, exposures and outcomes as EvidenceVariable of R4 (https://hl7.org/fhir/R4/evidencevariable.html) and R5
 * (https://hl7.org/fhir/R5/evidencevariable.html). Records share them; what a study says of its own stays in Evidence.
 */
import type { FhirVersion } from '../../fhir/fhir-version.ts';
import type { AnyResource } from '../../fhir/model.ts';
import { draftNotice } from '../own-artifact.ts';
import { artifactHead, canonicalOf, citationOf } from './artifact-head.ts';
import type { EvidenceSource, Publication, Variable } from './evidence-source.ts';

/** Code systems of ours that a variable names concepts of. */
const codeSystems = {
  disease: 'calcinosis-associated-condition',
  type: 'calcinosis-type',
  treatment: 'calcinosis-treatment',
} as const;

const roles = { populations: 'population', exposures: 'exposure', outcomes: 'outcome' } as const;

interface NamedVariable {
  readonly id: string;
  readonly role: keyof typeof roles;
  readonly variable: Variable;
}

/** Every variable of the source, in order. */
export function listVariables({ variables }: EvidenceSource): NamedVariable[] {
  return (['populations', 'exposures', 'outcomes'] as const).flatMap(role =>
    Object.entries(variables[role]).map(([id, variable]) => ({ id, role, variable })),
  );
}

/** The EvidenceVariable of one version. */
export function evidenceVariable(
  { id, role, variable }: NamedVariable,
  source: EvidenceSource,
  version: FhirVersion,
): AnyResource {
  const used = listUses(id, source);
  const description = `${variable.definition ?? variable.title}. The ${roles[role]} of ${countOf(used.length)}; what each study says of its own is in its Evidence. ${draftNotice}`;
  return {
    ...artifactHead({ type: 'EvidenceVariable', id, title: variable.title, description }, source.release, version),
    relatedArtifact: used.map(({ publication, rows }) => citationOf(publication, rows, version)),
    ...(version === 'R4' && { type: typeR4(role, variable) }),
    characteristic: characteristicsOf(variable, source),
    ...(version === 'R5' && handlingR5(role, variable)),
  } as unknown as AnyResource;
}

const countOf = (count: number): string => `${count} ${count === 1 ? 'publication' : 'publications'} here`;

interface Use {
  readonly publication: Publication;
  readonly rows: readonly string[];
}

/** The publications whose records name the variable, with the rows that do. */
export function listUses(id: string, { publications }: EvidenceSource): Use[] {
  return publications.flatMap(publication => {
    const records = (publication.evidence ?? []).filter(
      ({ population, intervention, comparator, outcome, figures = [] }) =>
        [population, intervention, comparator, outcome, ...figures.map(figure => figure.outcome)].includes(id),
    );
    return records.length === 0 ? [] : [{ publication, rows: [...new Set(records.flatMap(({ rows }) => rows))] }];
  });
}

/** R4 asks for a type of every variable; who is studied, and with what, is a yes or no. */
function typeR4(role: keyof typeof roles, { handling }: Variable): string {
  if (role !== 'outcomes') return 'dichotomous';
  return handling === 'dichotomous' || handling === 'continuous' ? handling : 'descriptive';
}

function handlingR5(role: keyof typeof roles, { handling, categories = [] }: Variable): object {
  if (role !== 'outcomes') return {};
  return {
    ...(handling !== undefined && { handling }),
    ...(categories.length > 0 && {
      category: categories.map(name => ({ name, valueCodeableConcept: { text: name } })),
    }),
  };
}

function characteristicsOf(variable: Variable, source: EvidenceSource): object[] {
  const text = variable.definition ?? variable.title;
  const codings = (['disease', 'type', 'treatment'] as const).flatMap(axis => {
    const code = variable[axis];
    return code === undefined ? [] : [codingOf(codeSystems[axis], code, source)];
  });
  if (codings.length === 0) return [{ description: text, definitionCodeableConcept: { text } }];
  return codings.map((coding, index) => ({
    description: index === 0 ? text : coding.display,
    definitionCodeableConcept: { coding: [coding], text: codings.length === 1 ? text : coding.display },
  }));
}

/** A concept of ours with the display that its code system has. */
export function codingOf(
  codeSystem: string,
  code: string,
  { displays }: EvidenceSource,
): { readonly system: string; readonly code: string; readonly display: string } {
  const display = displays.get(`CodeSystem/${codeSystem}#${code}`);
  if (display === undefined) throw new Error(`CodeSystem/${codeSystem} has no concept '${code}'`);
  return { system: canonicalOf('CodeSystem', codeSystem), code, display };
}
