/** An element of a narrative. */

/** Elements in each other, for both readers. */
export const deepestElement = 200;

export interface XhtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XhtmlElement | string)[];
  readonly parent: XhtmlElement | undefined;
}

/** One that is being read. */
export interface GrowingElement extends XhtmlElement {
  readonly children: (XhtmlElement | string)[];
  readonly parent: GrowingElement | undefined;
}
