/**
 * What an import asks of a form of source: it is fed bytes as they come, hands on one record a concept, and can be put
 * back to where it stood at the end of any portion, so that an interrupted import goes on from there.
 */

/** A concept as the source has it, not yet looked at. */
export interface SourceRecord {
  /** Its place in the order of definition (depth first), from 0. */
  readonly id: number;
  /** The one that it is nested in. */
  readonly nestedIn: number | undefined;
  /** Line in the source where it begins, from 1. */
  readonly line: number;
  /** Bytes before it in the source. */
  readonly offset: number;
  /** JSON of the concept, without those nested in it. */
  readonly json: Buffer;
}

export type RecordSink = (record: SourceRecord) => void;

export interface SourceScanner {
  /** Takes the next bytes of the source. Throws an Error that says where it is not of its form. */
  feed(bytes: Buffer): void;
  /** Tells that the source has ended; gives the JSON of the CodeSystem without concepts. Throws where it ends too early. */
  end(): string;
  /** All that is known at the end of the last portion, as JSON; a new scanner made from it goes on. */
  state(): unknown;
}
