/** Where and why an XML text is at fault. */
import { structure } from '../../fhir-error.ts';
import type { FhirError } from '../../fhir-error.ts';

/** Thrown while reading; `read-xml.ts` adds the place in the text. */
export class XmlFault extends Error {
  /** FHIRPath of the element, where it is in one. */
  readonly expression: string | undefined;

  constructor(message: string, expression?: string) {
    super(message);
    this.expression = expression === '' ? undefined : expression;
  }
}

/** The fault as an error of FHIR, with line and column from 1. */
export function faultToError({ message, expression }: XmlFault, text: string, at: number): FhirError {
  const { line, column } = positionOf(text, at);
  const where = expression === undefined ? '' : ` (${expression})`;
  const details = expression === undefined ? {} : { expression };
  return structure(`Invalid XML at line ${line}, column ${column}${where}: ${message}`, details);
}

function positionOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).replace(/\r\n?/g, '\n');
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
