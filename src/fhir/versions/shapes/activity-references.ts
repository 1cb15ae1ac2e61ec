/**
 * References of an ActivityDefinition that R5 made something else: `location` a CodeableReference, the requirements
 * canonicals (https://hl7.org/fhir/R5/activitydefinition.html).
 */
import { encodeValue, decodeValue, extensionUrl, putValues, takeValues } from '../cross-version-extension.ts';
import { addExtensions, dropExtensions } from '../extensions.ts';
import { isTree, listOf, removeElement, treesOf } from '../shape.ts';
import type { Tree } from '../shape.ts';

const path = 'ActivityDefinition';
const locationUrl = extensionUrl('R5', path, 'location');
const requirements = ['specimenRequirement', 'observationRequirement', 'observationResultRequirement'] as const;

/** R4 → R5, in place. The extension, where there is one, says all that R5 said. */
export function readLocation(activity: Tree): void {
  const carried = treesOf(activity['extension']).find(extension => extension['url'] === locationUrl);
  const whole = carried && decodeValue(carried, 'CodeableReference', 'R5');
  if (carried !== undefined && whole !== undefined) {
    activity['location'] = whole.value;
    dropExtensions(activity, [carried]);
  } else if (isTree(activity['location'])) {
    activity['location'] = { reference: activity['location'] };
  }
}

/** R5 → R4, in place: the reference for R4's readers; a concept makes the whole travel beside it. */
export function writeLocation(activity: Tree): void {
  const location = activity['location'];
  if (!isTree(location)) return;
  const { reference, ...more } = location;
  if (Object.keys(more).length > 0) {
    addExtensions(activity, [encodeValue(locationUrl, 'CodeableReference', { value: location }, 'R5')]);
  }
  if (reference === undefined) removeElement(activity, 'location');
  else activity['location'] = reference;
}

/** R4 → R5, in place: a bare absolute reference is a canonical; any other can't be one and travels in an extension. */
export function readRequirements(activity: Tree): void {
  for (const name of requirements) {
    const references = treesOf(activity[name]);
    if (references.length === 0) continue;
    const url = extensionUrl('R4', path, name);
    const canonicals = references.filter(isCanonical).map(reference => reference['reference']);
    const others = references.filter(reference => !isCanonical(reference));
    removeElement(activity, name);
    if (canonicals.length > 0) activity[name] = canonicals;
    addExtensions(
      activity,
      others.map(value => encodeValue(url, 'Reference', { value }, 'R4')),
    );
  }
}

function isCanonical(reference: Tree): boolean {
  const { reference: text, ...more } = reference;
  return Object.keys(more).length === 0 && typeof text === 'string' && /^[a-z][a-z0-9+.-]*:/i.test(text);
}

/** R5 → R4, in place. */
export function writeRequirements(activity: Tree): void {
  for (const name of requirements) {
    const url = extensionUrl('R4', path, name);
    const carried = treesOf(activity['extension']).filter(extension => extension['url'] === url);
    const restored = carried.map(extension => decodeValue(extension, 'Reference', 'R4')?.value);
    const references = takeValues(activity, name, 'Canonical').map(({ value, sibling }) => {
      const reference: Tree = {};
      putValues(reference, 'reference', [{ value, sibling }]);
      return reference;
    });
    if (listOf(restored).length + references.length === 0) continue;
    removeElement(activity, name);
    activity[name] = [...references, ...restored];
    dropExtensions(activity, carried);
  }
}
