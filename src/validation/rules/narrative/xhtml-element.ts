/** An element of a narrative. */

export interface XhtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XhtmlElement | string)[];
  readonly parent: XhtmlElement | undefined;
}

/** One that is being read. */
export interface GrowingElement extends XhtmlElement {
  readonly children: (XhtmlElement | string)[];
}
