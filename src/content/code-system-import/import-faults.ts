/** What is wrong with the concepts of a source: how many faults there are, and where the first of them stand. */
import { FhirError } from '../../fhir/fhir-error.ts';
import type { SourceRecord } from './source-scanner.ts';

const faultsTold = 10;

export class ImportFaults {
  readonly #first: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Counts a fault of the concept that this record holds. */
  add({ line, offset, id }: Pick<SourceRecord, 'line' | 'offset' | 'id'>, reason: string): void {
    this.#count += 1;
    if (this.#first.length >= faultsTold) return;
    this.#first.push(`line ${line}, byte ${offset}, concept number ${id + 1}: ${reason}`);
  }

  /** The refusal of the whole file, one issue a line. */
  refusal(file: string): FhirError {
    const told = this.#count > faultsTold ? `; the first ${faultsTold} of them` : '';
    const texts = [`${file} is not imported: ${this.#count} of its concepts can't be taken${told}:`, ...this.#first];
    return new FhirError(texts.map(text => ({ severity: 'error', code: 'invalid', text })));
  }
}
