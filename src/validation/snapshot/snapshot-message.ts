/** What the generator says of a differential that it can't apply as it stands; generation goes on. */
import type { IssueSeverity } from '../../fhir/issue.ts';

export interface SnapshotMessage {
  readonly severity: IssueSeverity;
  /** Id of HL7's validator for the same fault, where it has one. */
  readonly messageId: string;
  readonly text: string;
  /** Index of the differential's element that is at fault; absent where all of the definition is. */
  readonly element?: number;
}

/** Collects messages; one fault is said once. */
export class SnapshotMessages {
  readonly list: SnapshotMessage[] = [];
  readonly #elements: readonly unknown[];

  constructor(elements: readonly unknown[]) {
    this.#elements = elements;
  }

  /** Adds a fault of this element of the differential. */
  add(severity: IssueSeverity, messageId: string, { text, element }: { text: string; element?: unknown }): void {
    const at = this.#elements.indexOf(element);
    this.list.push({ severity, messageId, text, ...(at >= 0 && { element: at }) });
  }
}
