/** Datatypes that R4 and R5 spell differently (https://hl7.org/fhir/R5/datatypes.html, …/metadatatypes.html). */
import { extensionUrl, foreignTypeNames } from '../cross-version-extension.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { removeElement, renameElement, treesOf } from '../shape.ts';
import type { FormTable, ShapeTable, Shapes, Tree } from '../shape.ts';

/** Values of R4 types that R5's open `value[x]` has not, and the reverse. */
export const openValueR4: FormTable = { value: foreignTypeNames('R4') };
export const openValueR5: FormTable = { value: foreignTypeNames('R5') };

/** Largest unsignedInt: R5's size may be larger. */
const largestUnsigned = 2_147_483_647;
const sizeUrl = extensionUrl('R5', 'Attachment', 'size');

const relatedArtifactTypes = [
  ...[
    'part-of',
    'amends',
    'amended-with',
    'appends',
    'appended-with',
    'cites',
    'cited-by',
    'comments-on',
    'comment-in',
  ],
  ...['contains', 'contained-in', 'corrects', 'correction-in', 'replaces', 'replaced-with', 'retracts', 'retracted-by'],
  ...['signs', 'similar-to', 'supports', 'supported-with', 'transforms', 'transformed-into', 'transformed-with'],
  ...['documents', 'specification-of', 'created-with', 'cite-as'],
];

export const dataRequirementShape: ShapeTable = {
  path: 'DataRequirement',
  onlyR5: {
    'valueFilter*': {
      path: 'String',
      searchParam: 'String',
      comparator: 'Code',
      value: ['DateTime', 'Period', 'Duration'],
    },
  },
};

export const datatypeShapes: Shapes = {
  Extension: { path: 'Extension', onlyR4: openValueR4, onlyR5: openValueR5, choiceParts: ['value'] },
  Attachment: {
    path: 'Attachment',
    onlyR5: {
      height: 'PositiveInt',
      width: 'PositiveInt',
      frames: 'PositiveInt',
      duration: 'Decimal',
      pages: 'PositiveInt',
    },
    readR4: readSize,
    writeR4: writeSize,
  },
  RelatedArtifact: {
    path: 'RelatedArtifact',
    onlyR4: { url: 'Url' },
    onlyR5: {
      'classifier*': 'CodeableConcept',
      resourceReference: 'Reference',
      publicationStatus: 'Code',
      publicationDate: 'Date',
    },
    codes: { type: { onlyR5: relatedArtifactTypes } },
    parts: { document: 'Attachment' },
  },
  DataRequirement: dataRequirementShape,
  TriggerDefinition: {
    path: 'TriggerDefinition',
    onlyR5: { code: 'CodeableConcept', subscriptionTopic: 'Canonical' },
    parts: { data: 'DataRequirement' },
    choiceParts: ['timing'],
  },
  Timing: { path: 'Timing', parts: { repeat: 'Timing.repeat' } },
  'Timing.repeat': { path: 'Timing.repeat', codes: { when: { onlyR5: ['IMD'] } } },
  Dosage: {
    path: 'Dosage',
    onlyR5: { asNeeded: 'Boolean', 'asNeededFor*': 'CodeableConcept' },
    lists: { maxDosePerPeriod: { manyIn: 'R5', form: 'Ratio' } },
    parts: { timing: 'Timing' },
    readR4: readAsNeeded,
    writeR4: writeAsNeeded,
  },
  SampledData: {
    path: 'SampledData',
    onlyR5: { interval: 'Decimal', intervalUnit: 'Code', codeMap: 'Canonical', offsets: 'String' },
    readR4: readPeriod,
    writeR4: writePeriod,
  },
};

/** R5's integer64 is a string in JSON; one too large for R4 travels in an extension. */
function readSize(attachment: Tree): void {
  if (typeof attachment['size'] === 'number') attachment['size'] = String(attachment['size']);
  const carried = treesOf(attachment['extension']).find(extension => extension['url'] === sizeUrl);
  if (carried === undefined || attachment['size'] !== undefined) return;
  attachment['size'] = carried['valueString'];
  dropExtensions(attachment, [carried]);
}

function writeSize(attachment: Tree): void {
  const text = attachment['size'];
  if (typeof text !== 'string') return;
  const size = Number(text);
  if (/^\d+$/.test(text) && size <= largestUnsigned) {
    attachment['size'] = size;
  } else {
    addExtensions(attachment, [{ url: sizeUrl, valueString: text }]);
    Reflect.deleteProperty(attachment, 'size');
  }
}

function readAsNeeded(dosage: Tree): void {
  renameElement(dosage, 'asNeededBoolean', 'asNeeded');
  const reason = dosage['asNeededCodeableConcept'];
  if (reason === undefined) return;
  removeElement(dosage, 'asNeededCodeableConcept');
  dosage['asNeededFor'] = [reason];
}

/** R4 has one reason, or a yes or no; R5's others travel in extensions. */
function writeAsNeeded(dosage: Tree): void {
  const reasons = Array.isArray(dosage['asNeededFor']) ? dosage['asNeededFor'] : [];
  if (reasons.length === 1 && !('asNeeded' in dosage) && !('_asNeeded' in dosage)) {
    dosage['asNeededCodeableConcept'] = reasons[0];
    removeElement(dosage, 'asNeededFor');
  } else if (reasons.length === 0) {
    renameElement(dosage, 'asNeeded', 'asNeededBoolean');
  }
}

/** R4's period is in milliseconds. */
function readPeriod(data: Tree): void {
  if (data['period'] === undefined) return;
  renameElement(data, 'period', 'interval');
  data['intervalUnit'] = 'ms';
}

function writePeriod(data: Tree): void {
  if (data['intervalUnit'] !== 'ms' || '_intervalUnit' in data || data['interval'] === undefined) return;
  renameElement(data, 'interval', 'period');
  removeElement(data, 'intervalUnit');
}
