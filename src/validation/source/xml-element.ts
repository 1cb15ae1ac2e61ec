/** An XML text as elements, before anything is known of FHIR. */
import type { SaxesAttributeNS } from 'saxes';

/** One element of the text. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, SaxesAttributeNS>>;
  readonly children: XmlElement[];
  /** Offset of its start tag. */
  readonly at: number;
  /** Offset after its end tag. */
  end: number;
  /** Whether text other than blanks stands directly in it. */
  hasText: boolean;
}
