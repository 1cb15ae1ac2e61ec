/**
 * Why a concept map has no mapping for a code. R4 says it in the comment of its `unmatched` target; R5's `noMap` has no
 * comment, and no release of FHIR or its extensions pack defines an extension for one, so Calx publishes its own
 * (https://hl7.org/fhir/R5/conceptmap-definitions.html#ConceptMap.group.element.noMap).
 */
import { canonicalBase } from './canonical-base.ts';

/** The extension of `ConceptMap.group.element` that `fhir-resources/StructureDefinition` defines. */
export const noMapCommentUrl = `${canonicalBase}/StructureDefinition/conceptmap-nomap-comment`;

/** HL7's own tools read and write this one, though HL7 has published no definition of it. */
const undefinedUrl = 'http://hl7.org/fhir/StructureDefinition/conceptmap-nomap-comment';

interface Commented {
  readonly extension?: readonly { readonly url: string; readonly valueString?: string | undefined }[] | undefined;
}

/** The reason that an element of a concept map gives for having no mapping. */
export function noMapCommentOf({ extension = [] }: Commented): string | undefined {
  return extension.find(({ url }) => url === noMapCommentUrl || url === undefinedUrl)?.valueString;
}
