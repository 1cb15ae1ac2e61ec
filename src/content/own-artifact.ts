/** What every artifact that is generated here says of itself: whose it is, for where, on which terms, and that it is a draft. */

export const publisher = 'Calx project';
export const contact = [{ name: publisher }];

/** The jurisdiction of all of it. */
export const world = codeable('http://unstats.un.org/unsd/methods/m49/m49.htm', ['001', 'World']);

/** The copyright of what has no codes of others. */
export const ownContent =
  'Content of the Calx project, Apache License 2.0. Facts are stated in our own words, with their sources; codes and labels of other terminologies stay under the terms of their owners.';

/** Ends every description: nobody has approved any of it. */
export const draftNotice = 'Draft for information only: no clinician has reviewed it.';

/** The id as one word for computers: `wen-2023-death` is `Wen2023Death`. */
export function nameOf(id: string): string {
  return id.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** One coding as a CodeableConcept. */
export function codeable(system: string, [code, display]: readonly [code: string, display: string]): object {
  return { coding: [{ system, code, display }] };
}
