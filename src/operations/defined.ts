/** An object without its undefined members, for types whose optional members are left out rather than undefined. */
export type Defined<Members> = {
  [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name];
} & {
  [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<Members[Name], undefined>;
};

/** A copy without the members that are undefined. */
export function defined<Members extends object>(members: Members): Defined<Members> {
  // A loop, since every request passes here several times.
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) copy[name] = value;
  return copy as Defined<Members>;
}
