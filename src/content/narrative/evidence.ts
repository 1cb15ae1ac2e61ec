/**
 * Narrative of the evidence family, whose forms differ between versions: what was studied in whom, the figures, the
 * certainty, notes and sources, as far as the version's form has them.
 */
import type { AnyResource } from '../../fhir/model.ts';
import { describeRelatedArtifacts } from './related-artifacts.ts';
import { element, embedded, list, paragraph, sequence, table } from './xhtml.ts';
import type { Xhtml } from './xhtml.ts';

interface Reference {
  readonly reference?: string;
  readonly display?: string;
}

interface Codeable {
  readonly coding?: readonly { readonly display?: string }[];
}

interface Described {
  readonly description?: string;
  readonly text?: string;
  readonly rating?: Codeable | readonly Codeable[];
  readonly note?: readonly { readonly text?: string }[];
  readonly variableRole?: Codeable;
  readonly observed?: Reference;
}

const read = <Item>(resource: AnyResource, name: string): readonly Item[] => (resource[name] ?? []) as readonly Item[];

/** Who was studied, figures, certainty, characteristics, notes and sources. */
export function describeEvidence(resource: AnyResource): Xhtml {
  const texts = ['characteristic', 'statistic', 'note'].flatMap(name => read<Described>(resource, name));
  return sequence(
    table(['What was studied', 'As reported'], listVariables(resource)),
    list(texts.map(({ description, text }) => description ?? text ?? '').filter(text => text !== '')),
    list(read<Described>(resource, 'certainty').map(describeCertainty)),
    describeRelatedArtifacts(read(resource, 'relatedArtifact')),
  );
}

/** The variables of either version: by role in R5, by element in R4. */
function listVariables(resource: AnyResource): string[][] {
  const defined = read<Described>(resource, 'variableDefinition').map(({ variableRole, observed, description }) => [
    variableRole?.coding?.[0]?.display ?? '',
    [observed?.display ?? '', description ?? ''].filter(text => text !== '').join(': '),
  ]);
  const named = ['exposureBackground', 'population', 'exposureVariant', 'exposure', 'outcome'].flatMap(name =>
    [resource[name] ?? []].flat().map(value => [words(name), (value as Reference).display ?? '']),
  );
  return [...defined, ...named];
}

const words = (name: string): string =>
  ({ exposureBackground: 'population', exposureVariant: 'exposure' })[name] ?? name;

function describeCertainty({ rating = [], description, note = [] }: Described): string {
  const display = [rating].flat()[0]?.coding?.[0]?.display ?? 'not rated';
  return `Certainty: ${display}. ${description ?? note.map(({ text }) => text ?? '').join(' ')}`;
}

/** The estimate, in whom, and the certainty. */
export function describeRisk(resource: AnyResource): Xhtml {
  const { description } = (resource['riskEstimate'] ?? {}) as Described;
  return sequence(element('p', element('b', description ?? '')), describeEvidence(resource));
}

/** The citation, its identifiers, and what was read. */
export function describeCitation(resource: AnyResource): Xhtml {
  const { identifier = [] } = (resource['citedArtifact'] ?? {}) as {
    readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  };
  return sequence(
    ...read<Described>(resource, 'summary').map(({ text }) => paragraph(text)),
    table(
      ['Identifier', 'Value'],
      identifier.map(({ system = '', value = '' }) => [system, value]),
    ),
    list(read<Described>(resource, 'note').map(({ text }) => text ?? '')),
  );
}

interface Section {
  readonly title?: string;
  readonly text?: { readonly div?: string };
  readonly entryReference?: readonly Reference[];
}

/** The treatment, then each section with its text and what it lists. */
export function describeEvidenceReport(resource: AnyResource): Xhtml {
  const sections = read<Section>(resource, 'section');
  return sequence(
    ...sections.map(({ title = '', text, entryReference = [] }) =>
      sequence(
        element('h3', title),
        embedded(text?.div ?? ''),
        list(entryReference.map(({ display, reference }) => display ?? reference ?? '')),
      ),
    ),
  );
}

/** What a report without title is about: the concept that is its subject. */
export function titleOfReport(resource: AnyResource): string | undefined {
  const subject = resource['subject'] as
    { readonly characteristic?: readonly { readonly valueCodeableConcept?: Codeable }[] } | undefined;
  const display = subject?.characteristic?.[0]?.valueCodeableConcept?.coding?.[0]?.display;
  return display === undefined ? undefined : `What was read on: ${display}`;
}
