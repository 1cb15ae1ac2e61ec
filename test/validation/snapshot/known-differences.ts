/** Why an official snapshot differs from the one that we make; each row was looked at. */
import type { FhirVersion } from '../../../src/fhir/fhir-version.ts';
import type { Difference } from './official-snapshots.ts';

interface KnownDifference {
  readonly reason: string;
  readonly version?: FhirVersion;
  readonly definition?: RegExp;
  readonly id?: RegExp;
  readonly property: RegExp;
  readonly holds?: (difference: Difference) => boolean;
}

const domainKeys = ['dom-2', 'dom-3', 'dom-4', 'dom-5', 'dom-6'];
const without = (keys: unknown, left: readonly string[]) => (keys as string[]).filter(key => !left.includes(key));

const known: readonly KnownDifference[] = [
  {
    reason: "HL7's publisher of today raises the minimum of a sliced element to that of its slices; older ones did not",
    property: /^min$/,
    holds: ({ theirs, ours }) => Number(theirs) < Number(ours),
  },
  {
    reason:
      'the publisher of 2019 took valueQuantity for a restriction of value[x] to that type; since then it is a slice',
    version: 'R4',
    id: /^Observation\.(component:\w+\.)?(value|effective)\[x\]/,
    property: /^(type|slicing|missing|extra)$/,
  },
  {
    reason: 'R5 lost the constraints of DomainResource in all that is a CanonicalResource',
    version: 'R5',
    property: /^constraint$/,
    holds: ({ theirs, ours }) => String(without(ours, domainKeys)) === String(theirs),
  },
  {
    reason:
      "HL7 put ele-1 on Base and on the root and elements of R4's logical MetadataResource, and left it out of Resource",
    definition: /^(Base|MetadataResource|Resource)$/,
    property: /^constraint$/,
  },
  {
    reason: "R5's MetadataResource has the elements of CanonicalResource though its base is DomainResource",
    version: 'R5',
    definition: /^MetadataResource$/,
    property: /^missing$/,
  },
  {
    reason: 'R4 unfolded two extension slices of elementdefinition-de that its differential does not look into',
    version: 'R4',
    definition: /^elementdefinition-de$/,
    property: /^missing$/,
  },
  {
    reason: 'the lipid profiles copy the constraints of SimpleQuantity, which later publishers leave to the type',
    definition: /cholesterol$/,
    property: /^constraint$/,
  },
  {
    reason: 'positiveInt and unsignedInt have System.Integer by their base integer, and System.String in the snapshot',
    version: 'R5',
    definition: /^(positiveInt|unsignedInt)$/,
    property: /^type$/,
  },
  {
    reason:
      'the slice was made from the element as the base has it, before the same differential constrained it for all',
    definition: /^provenance-relevant-history$/,
    property: /^(binding|contentReference)$/,
  },
  {
    reason: 'slices that begin as an element whose own choice is sliced already: HL7 closes the copied slicing',
    version: 'R5',
    definition: /^bp$/,
    property: /^slicing$/,
  },
  {
    reason: 'choices named without [x] are sliced by type without any slice',
    definition: /^ebmrecommendation$/,
    property: /^slicing$/,
  },
  {
    reason: 'two types of a choice constrained by name are taken for all types that it has left',
    definition: /^address-official$/,
    property: /^(type|slicing)$/,
  },
  {
    reason: 'a contentReference that the differential gives to a choice is dropped',
    definition: /^artifactassessment-content$/,
    property: /^contentReference$/,
  },
  {
    reason: "the binding is dropped because R4's url is not bindable",
    definition: /^structuredefinition-fhir-type$/,
    property: /^binding$/,
  },
];

/** The reason of a difference; undefined where none is known. */
export function findReason(version: FhirVersion, difference: Difference): string | undefined {
  return known.find(row => holdsFor(row, version, difference))?.reason;
}

function holdsFor(row: KnownDifference, version: FhirVersion, difference: Difference): boolean {
  return (
    (row.version ?? version) === version &&
    row.definition?.test(difference.definition) !== false &&
    row.id?.test(difference.id) !== false &&
    row.property.test(difference.property) &&
    row.holds?.(difference) !== false
  );
}
