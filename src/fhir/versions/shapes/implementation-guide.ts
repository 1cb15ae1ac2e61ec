/**
 * ImplementationGuide (https://hl7.org/fhir/R5/implementationguide.html): an example names its profiles in R5 and one
 * canonical in R4; the code of a parameter is a Coding in R5.
 */
import { decodeValue, encodeValue, extensionUrl } from '../cross-version-extension.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { isTree, listOf, removeElement, renameElement, treesOf } from '../shape.ts';
import type { ShapeTable, Shapes, Tree } from '../shape.ts';
import { canonicalAdditions } from './canonical-resource.ts';

/** Code system of R4's codes, which R5's Coding names. */
const parameterSystem = 'http://hl7.org/fhir/guide-parameter-code';
const codeUrl = extensionUrl('R5', 'ImplementationGuide.definition.parameter', 'code');

const exampleShape = (path: string): ShapeTable => ({
  path,
  onlyR5: { 'profile*': 'Canonical' },
  readR4: readExample,
  writeR4: writeExample,
});

export const implementationGuideShapes: Shapes = {
  ImplementationGuide: {
    path: 'ImplementationGuide',
    onlyR5: { ...canonicalAdditions, 'identifier*': 'Identifier', purpose: 'Markdown' },
    parts: {
      dependsOn: 'ImplementationGuide.dependsOn',
      definition: 'ImplementationGuide.definition',
      manifest: 'ImplementationGuide.manifest',
    },
  },
  'ImplementationGuide.dependsOn': { path: 'ImplementationGuide.dependsOn', onlyR5: { reason: 'Markdown' } },
  'ImplementationGuide.definition': {
    path: 'ImplementationGuide.definition',
    parts: {
      resource: 'ImplementationGuide.definition.resource',
      page: 'ImplementationGuide.definition.page',
      parameter: 'ImplementationGuide.definition.parameter',
    },
  },
  'ImplementationGuide.definition.resource': exampleShape('ImplementationGuide.definition.resource'),
  'ImplementationGuide.definition.page': {
    path: 'ImplementationGuide.definition.page',
    onlyR4: { nameReference: 'Reference' },
    onlyR5: { source: ['Url', 'String', 'Markdown'] },
    renames: { nameUrl: 'name' },
    parts: { page: 'ImplementationGuide.definition.page' },
  },
  'ImplementationGuide.definition.parameter': {
    path: 'ImplementationGuide.definition.parameter',
    readR4: readCode,
    writeR4: writeCode,
  },
  'ImplementationGuide.manifest': {
    path: 'ImplementationGuide.manifest',
    parts: { resource: 'ImplementationGuide.manifest.resource' },
  },
  'ImplementationGuide.manifest.resource': exampleShape('ImplementationGuide.manifest.resource'),
};

/** R4 → R5, in place: an example of a canonical is an example, with that profile. */
function readExample(resource: Tree): void {
  if (resource['exampleCanonical'] === undefined) {
    renameElement(resource, 'exampleBoolean', 'isExample');
    return;
  }
  resource['profile'] = [resource['exampleCanonical']];
  if (resource['_exampleCanonical'] !== undefined) resource['_profile'] = [resource['_exampleCanonical']];
  resource['isExample'] = true;
  removeElement(resource, 'exampleCanonical');
}

/** R5 → R4, in place: an example of one profile is R4's canonical; more profiles travel beside the boolean. */
function writeExample(resource: Tree): void {
  const [profile, ...more] = listOf(resource['profile']);
  const isPlain = resource['isExample'] === true && resource['_isExample'] === undefined;
  if (!isPlain || typeof profile !== 'string' || more.length > 0) {
    renameElement(resource, 'isExample', 'exampleBoolean');
    return;
  }
  const [sibling] = listOf(resource['_profile']);
  removeElement(resource, 'profile');
  removeElement(resource, 'isExample');
  resource['exampleCanonical'] = profile;
  if (sibling !== undefined) resource['_exampleCanonical'] = sibling;
}

/** R4 → R5, in place. The extension, where there is one, says all that R5 said. */
function readCode(parameter: Tree): void {
  const carried = treesOf(parameter['extension']).find(({ url }) => url === codeUrl);
  const whole = carried && decodeValue(carried, 'Coding', 'R5');
  if (carried !== undefined && whole !== undefined) {
    parameter['code'] = whole.value;
    dropExtensions(parameter, [carried]);
  } else if (typeof parameter['code'] === 'string') {
    const sibling = isTree(parameter['_code']) ? parameter['_code'] : {};
    parameter['code'] = { ...sibling, system: parameterSystem, code: parameter['code'] };
  }
  Reflect.deleteProperty(parameter, '_code');
}

/** R5 → R4, in place: the code for R4's readers; whatever else the Coding says makes the whole travel beside it. */
function writeCode(parameter: Tree): void {
  const coding = parameter['code'];
  if (!isTree(coding)) return;
  const { system, code, id, extension, ...more } = coding;
  if (system !== parameterSystem || Object.keys(more).length > 0) {
    addExtensions(parameter, [encodeValue(codeUrl, 'Coding', { value: coding }, 'R5')]);
  } else if (id !== undefined || extension !== undefined) {
    parameter['_code'] = { ...(id !== undefined && { id }), ...(extension !== undefined && { extension }) };
  }
  if (code === undefined) removeElement(parameter, 'code');
  else parameter['code'] = code;
}
