/**
 * JSON that is to be judged (https://hl7.org/fhir/json.html). A sound text is read by the platform; one with faults is
 * read again by a reader that goes on after what can be got over. What can't be is thrown with line and column.
 */
import { FhirError } from '../../fhir/fhir-error.ts';
import { parseJson } from '../../fhir/formats/json.ts';
import { LenientJsonReader } from './lenient-json-reader.ts';
import { soundPlaces } from './sound-places.ts';
import { Source } from './source.ts';

/** The text as a source; throws `structure` (400) where it is no JSON at all. */
export function readJsonSource(text: string): Source {
  const value = trySound(text);
  if (value !== undefined) {
    return new Source({
      text,
      format: 'json',
      value,
      faults: [],
      place: () => soundPlaces(text),
    });
  }
  const { value: read, place, faults } = new LenientJsonReader(text).read();
  return new Source({ text, format: 'json', value: read, faults, place: () => place });
}

function trySound(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof FhirError) return undefined;
    throw error;
  }
}
