/** Extensions: known, in the right place, modifying or not, with the parts that they define. */
import { errorsOf } from '../../fixtures/http/ask-validator.ts';

type Tree = Readonly<Record<string, unknown>>;

const patient = (further: Tree): Tree => ({ resourceType: 'Patient', ...further });
const core = 'http://hl7.org/fhir/StructureDefinition/';
const birthPlace = { url: `${core}patient-birthPlace`, valueAddress: { city: 'Hall' } };
const own = 'http://calx.test/StructureDefinition/own';
const definition = (further: Tree, root: Tree = {}): Tree => ({
  resourceType: 'StructureDefinition',
  url: own,
  name: 'Own',
  status: 'active',
  kind: 'complex-type',
  abstract: false,
  type: 'Extension',
  baseDefinition: `${core}Extension`,
  derivation: 'constraint',
  context: [{ type: 'element', expression: 'Patient' }],
  differential: { element: [{ id: 'Extension', path: 'Extension', ...root }] },
  ...further,
});
const modifier = definition({}, { isModifier: true, isModifierReason: 'it negates' });
const ownString = { url: own, valueString: 'x' };

test.each<[string, Tree, readonly Tree[], readonly string[]]>([
  ['in its place', patient({ extension: [birthPlace] }), [], []],
  [
    'elsewhere',
    patient({ name: [{ extension: [birthPlace], family: 'A' }] }),
    [],
    ['Extension_EXT_Context_Wrong Patient.name[0]'],
  ],
  [
    'that nobody defines',
    patient({ extension: [{ url: 'http://calx.test/none', valueString: 'x' }] }),
    [],
    ['Extension_EXT_Unknown_NotHere Patient.extension[0]'],
  ],
  ['of DICOM', patient({ extension: [{ url: 'http://nema.org/fhir/extensions#0010', valueString: 'x' }] }), [], []],
  [
    'of HL7 tools',
    patient({ extension: [{ url: 'http://hl7.org/fhir/tools/StructureDefinition/x', valueCode: 'x' }] }),
    [],
    [],
  ],
  ['of an example', patient({ extension: [{ url: 'http://example.org/none', valueString: 'x' }] }), [], []],
  [
    'with a version in its url',
    patient({ extension: [{ ...ownString, url: `${own}|1` }] }),
    [definition({})],
    ['EXT_VER_URL_NOT_ALLOWED Patient.extension[0]'],
  ],
  ['sent along', patient({ extension: [ownString] }), [definition({})], []],
  [
    'that modifies, as a plain one',
    patient({ extension: [ownString] }),
    [modifier],
    ['Extension_EXT_Modifier_N Patient.extension[0]'],
  ],
  [
    'that does not modify, as a modifier',
    patient({ modifierExtension: [ownString] }),
    [definition({})],
    ['Extension_EXT_Modifier_Y Patient.modifierExtension[0]'],
  ],
  [
    'for a path within a type',
    patient({ name: [{ _family: { extension: [ownString] } }] }),
    [definition({ context: [{ type: 'element', expression: 'HumanName.family' }] })],
    [],
  ],
  [
    'for elements that FHIRPath selects',
    patient({ name: [{ family: 'A', extension: [ownString] }] }),
    [definition({ context: [{ type: 'fhirpath', expression: 'Patient.name' }] })],
    [],
  ],
  [
    'for others that FHIRPath selects',
    patient({ extension: [ownString] }),
    [definition({ context: [{ type: 'fhirpath', expression: 'Patient.name' }] })],
    ['Extension_EXT_Context_Wrong Patient'],
  ],
  [
    'whose context invariant fails',
    patient({ extension: [ownString] }),
    [definition({ contextInvariant: ['active.exists()'] })],
    ['Profile_EXT_Not_Here Patient'],
  ],
  [
    'with a part that it does not define',
    patient({ extension: [{ url: own, extension: [{ url: 'x', valueString: 'x' }] }] }),
    [definition({})],
    ['Extension_EXT_SubExtension_Invalid Patient.extension[0].extension[0]'],
  ],
  [
    'of another version',
    patient({
      extension: [
        { url: 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Patient.animal.species', valueString: 'x' },
      ],
    }),
    [],
    [],
  ],
  [
    'of a version that there is not',
    patient({
      extension: [{ url: 'http://hl7.org/fhir/9.0/StructureDefinition/extension-Patient.animal', valueString: 'x' }],
    }),
    [],
    ['Extension_EXT_Version_Invalid Patient.extension[0]'],
  ],
])('an extension %s', async (_what, resource, supplied, expected) => {
  const errors = await errorsOf('r4', resource, supplied);
  expect(errors).toEqual(expected);
});

test.each<[string, Tree, readonly string[]]>([
  ['fits', { size: 3, hash: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=' }, []],
  ['is of another size', { size: 4 }, ['TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT Patient.photo[0]']],
  ['has another hash', { hash: 'AAAA' }, ['TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_INVALID Patient.photo[0]']],
])('an attachment that %s', async (_what, further, expected) => {
  const errors = await errorsOf('r4', patient({ photo: [{ contentType: 'image/png', data: 'YWJj', ...further }] }));
  expect(errors.filter(error => error.startsWith('TYPE_SPECIFIC'))).toEqual(expected);
});
