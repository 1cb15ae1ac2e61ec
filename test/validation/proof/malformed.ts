/** Malformed JSON and XML made of sound resources by a seed: cut, flipped, swapped, nested, doubled, with odd characters. */
import { mulberry32 } from '../../bench/mulberry32.ts';

export interface Malformed {
  readonly kind: string;
  readonly format: 'json' | 'xml';
  readonly text: string;
}

interface Pick {
  readonly text: string;
  /** An index below the limit. */
  readonly below: (limit: number) => number;
}

const odd = ['\0', '\ufeff', '\ud800', '\u202e', '\u2028', '\ufffe', '\x07', '\u{1f9c2}', '\\u0000', '&#0;', '&bad;'];
const swaps: Readonly<Record<string, string>> = {
  '{': '[',
  '}': ']',
  '[': '{',
  ']': '}',
  '<': '>',
  '>': '<',
  '"': "'",
};

function insert({ text, below }: Pick, what: string): string {
  const at = below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

const either: Readonly<Record<string, (from: Pick) => string>> = {
  truncation: ({ text, below }) => text.slice(0, below(text.length)),
  'byte flip': ({ text, below }) => {
    const bytes = Buffer.from(text);
    const at = below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    return bytes.toString();
  },
  'swapped bracket': from => {
    const places = [...from.text].flatMap((char, at) => (char in swaps ? [at] : []));
    const at = places[from.below(places.length)] ?? 0;
    return from.text.slice(0, at) + (swaps[from.text[at] ?? ''] ?? '') + from.text.slice(at + 1);
  },
  'odd character': from => insert(from, odd[from.below(odd.length)] ?? ''),
  'piece left out': ({ text, below }) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(40));
  },
  'piece doubled': ({ text, below }) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at, at + below(60)) + text.slice(at);
  },
};

const nestings = [10, 200, 5000, 100_000];

const onlyJson: typeof either = {
  nesting: from => {
    const depth = nestings[from.below(nestings.length)] ?? 1;
    const [open, close] = from.below(2) === 0 ? ['[', ']'] : ['{"extension":[', ']}'];
    return from.text.replace(/^\{/, `{"extension":${open.repeat(depth)}${close.repeat(depth)},`);
  },
  'duplicate key': ({ text }) => text.replace(/^\{/, '{"id":1,"id":[],"__proto__":{"id":2},"resourceType":"Basic",'),
  'wrong root': ({ text, below }) =>
    [`[${text}]`, 'null', '"x"', '1e999', '{}', '{"resourceType":7}', '{"resourceType":"No"}'][below(7)] ?? '',
  'wrong value': from => from.text.replace(/:\s*"[^"]*"/g, old => (from.below(6) === 0 ? ':[null,{}]' : old)),
};

const onlyXml: typeof either = {
  nesting: from => {
    const depth = nestings[from.below(nestings.length)] ?? 1;
    return insertElement(from.text, '<extension>'.repeat(depth) + '</extension>'.repeat(depth));
  },
  doctype: ({ text }) => `<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${text}`,
  'wrong root': ({ text, below }) =>
    [`<x>${text}</x>`, '<x/>', '<Patient/>', '<Patient xmlns="urn:x"/>', text + text, `<?xml version="2.0"?>${text}`][
      below(6)
    ] ?? '',
  'attribute doubled': ({ text }) => text.replace(/ value="/, ' value="1" value="'),
};

function insertElement(text: string, element: string): string {
  return text.replace(/^(<\w+[^>]*>)/, `$1${element}`);
}

/** As many as asked for, always the same for a seed; `sound` are resources in both formats. */
export function* makeMalformed(
  sound: readonly { readonly json: string; readonly xml: string }[],
  count: number,
  seed: number,
): Generator<Malformed> {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const makers = { json: Object.entries({ ...either, ...onlyJson }), xml: Object.entries({ ...either, ...onlyXml }) };
  for (let made = 0; made < count; made += 1) {
    const format = made % 2 === 0 ? 'json' : 'xml';
    const [kind, make] = makers[format][below(makers[format].length)] ?? ['truncation', ({ text }: Pick) => text];
    const text = sound[below(sound.length)]?.[format] ?? '';
    yield { kind, format, text: make({ text, below }) };
  }
}
