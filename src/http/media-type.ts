/** Media types and lists with weights, as headers have them (https://www.rfc-editor.org/rfc/rfc9110#name-content-negotiation). */

export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string;
  /** By name in lower case; quotes are taken off. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface WeightedType extends MediaType {
  /** From 0 (not at all) to 1. */
  readonly weight: number;
}

/** What comes between commas that stand in no quotes. */
const listItem = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;

/** The media type, or any other token with parameters. */
export function parseMediaType(text: string): MediaType {
  const [type = '', ...rest] = text.split(';').map(part => part.trim());
  const pairs = rest.map((parameter): [string, string] => {
    const [name = '', value = ''] = parameter.split('=').map(part => part.trim());
    return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
  });
  return { type: type.toLowerCase(), parameters: new Map(pairs) };
}

/** The items of a header such as `Accept`, the heaviest first, else in their order. */
export function parseWeighted(text: string): readonly WeightedType[] {
  const items = text.match(listItem) ?? [];
  return items
    .map(parseMediaType)
    .map(withWeight)
    .sort((one, other) => other.weight - one.weight);
}

function withWeight(item: MediaType): WeightedType {
  const weight = Number(item.parameters.get('q') ?? '1');
  return { ...item, weight: Number.isNaN(weight) ? 1 : Math.min(Math.max(weight, 0), 1) };
}
