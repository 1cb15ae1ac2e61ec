/** One change anywhere in a resource, by a seed: what is in it may be left out, doubled, nulled, swapped or renamed. */
type Tree = Record<string, unknown>;
interface Place {
  readonly holder: Tree | unknown[];
  readonly key: string | number;
}
type Change = (place: Place, other: unknown, random: () => number) => void;

const texts = ['', 'x', '2020-01-01', '1', '*', 'ä', 'http://x.test/_history/1', ' ', 'a.b', 'Z'];
const numbers = [0, -1, 1.5, 3, 1e21];

const changes: readonly Change[] = [
  ({ holder, key }) =>
    void (Array.isArray(holder) ? holder.splice(Number(key), 1) : Reflect.deleteProperty(holder, key)),
  place => put(place, null),
  place => put(place, [valueAt(place), valueAt(place)]),
  place => put(place, []),
  place => put(place, {}),
  (place, other) => put(place, other),
  (place, _, random) => put(place, texts[Math.floor(random() * texts.length)]),
  (place, _, random) => put(place, texts[Math.floor(random() * texts.length)]),
  (place, _, random) => put(place, numbers[Math.floor(random() * numbers.length)]),
  (place, _, random) => put(place, random() < 0.5),
  ({ holder, key }) => {
    if (!Array.isArray(holder)) holder[`_${key}`] = { extension: [{ url: 'http://x.test', valueString: 'x' }] };
  },
  ({ holder, key }) => rename(holder, key, '_'),
  ({ holder, key }) => rename(holder, key, ''),
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  },
  (place, other) => {
    if (!Array.isArray(place.holder)) place.holder[`${String(place.key)}String`] = other;
  },
];

/** The text with one to three changes. */
export function mutate(text: string, random: () => number): string {
  const resource = JSON.parse(text) as Tree;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const places = [...placesIn(resource)].filter(({ key }) => key !== 'resourceType' || random() < 0.1);
    const pick = (): Place | undefined => places[Math.floor(random() * places.length)];
    const [place, other] = [pick(), pick()];
    if (place === undefined || other === undefined) continue;
    changes[Math.floor(random() * changes.length)]?.(place, structuredClone(valueAt(other)), random);
  }
  return JSON.stringify(resource);
}

function* placesIn(value: unknown): Generator<Place> {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Tree;
  for (const key of Object.keys(holder)) {
    yield { holder, key };
    yield* placesIn(holder[key]);
  }
}

function valueAt({ holder, key }: Place): unknown {
  return (holder as Tree)[key];
}

function put({ holder, key }: Place, value: unknown): void {
  (holder as Tree)[key] = value;
}

function rename(holder: Tree | unknown[], key: string | number, prefix: string): void {
  if (Array.isArray(holder)) return;
  holder[prefix === '' ? String(key).slice(0, -1) : `${prefix}${key}`] = holder[key];
  Reflect.deleteProperty(holder, key);
}
