/**
 * Answers as text: what all expansions of one value set for requests of one form have in common is written once, by way
 * of the model and the codec as any answer is, with a mark in each place where they differ; another answer is that text
 * with its own values in those places.
 */
import type { CacheUse } from '../../contracts/cache-use.ts';
import { BoundedMap } from '../../fhir/bounded-map.ts';
import type { ValueSet, ValueSetExpansionContains } from '../../fhir/model.ts';
import type { ExpandRequest } from '../terminology-request.ts';
import { buildAnswer } from './expansion-answer.ts';
import type { AnswerParts } from './expansion-answer.ts';
import { echoedFlags } from './expansion-parameters.ts';

/** Characters of all frames together. */
const maxCharacters = 4 * 1024 * 1024;

/** The JSON text of an answer in the wire form of the FHIR version that is served. */
type WriteAnswer = (answer: ValueSet) => string;

const slotNames = ['identifier', 'timestamp', 'total', 'start', 'count', 'offset', 'filter', 'entries'] as const;
type Slot = (typeof slotNames)[number];

/** Texts that stand between values: the first before all of them, each other after the value of its slot. */
interface Frame {
  readonly head: string;
  readonly parts: readonly { readonly slot: Slot; readonly text: string }[];
}

export class AnswerFrames {
  readonly #write: WriteAnswer;
  readonly #frames = new BoundedMap<string, Frame | null>(maxCharacters);
  #hits = 0;
  #misses = 0;

  constructor(write: WriteAnswer) {
    this.#write = write;
  }

  /** In characters. */
  get use(): CacheUse {
    return { hits: this.#hits, misses: this.#misses, held: this.#frames.held, bound: maxCharacters };
  }

  /** The text of the answer with these entries, between commas; undefined where it has to be written as a whole. `valueSetKey` names value set and state. */
  textOf(answer: AnswerParts, entries: string, valueSetKey: string): string | undefined {
    const { request } = answer;
    // A definition is long, and designations are the client's: neither is worth keeping.
    if (request.includeDefinition === true || (request.designation?.length ?? 0) > 0) return undefined;
    const frame = this.#frameOf(answer, entries, `${valueSetKey}\n${formOf(answer, entries)}`);
    return frame === null ? undefined : fill(frame, answer, entries);
  }

  #frameOf(answer: AnswerParts, entries: string, key: string): Frame | null {
    const known = this.#frames.find(key);
    if (known !== undefined) {
      this.#hits += 1;
      return known;
    }
    this.#misses += 1;
    const text = this.#write(buildAnswer(marked(answer, entries)));
    const frame = cut(text);
    this.#frames.keep(key, frame, key.length + text.length);
    return frame;
  }
}

/** What decides the frame beside the value set: what is told at all, and what is told of the request word for word. */
function formOf({ request, start, language, shown }: AnswerParts, entries: string): string {
  let form = entries === '' ? '-' : '+';
  for (const name of echoedFlags) form += request[name] === undefined ? '-' : request[name] ? 't' : 'f';
  for (const told of [start, request.count, request.offset, request.filter]) form += told === undefined ? '-' : '+';
  if (language.quoted !== undefined) form += `\n${language.quoted}`;
  for (const { code, uri = '' } of shown) form += `\n${code} ${uri}`;
  return form;
}

/** The answer with marks in place of what other answers have in common with it in form only. */
function marked(answer: AnswerParts, entries: string): AnswerParts {
  const { request, start } = answer;
  const told: Record<string, unknown> = { ...request };
  for (const name of ['count', 'offset', 'filter'] as const) if (request[name] !== undefined) told[name] = mark(name);
  return {
    ...answer,
    request: told as unknown as ExpandRequest,
    stamp: { identifier: mark('identifier'), timestamp: mark('timestamp') },
    total: mark('total') as unknown as number,
    start: start === undefined ? undefined : (mark('start') as unknown as number),
    contains: entries === '' ? [] : [mark('entries') as unknown as ValueSetExpansionContains],
  };
}

/** Nothing that FHIR allows has this character in it. */
function mark(slot: Slot): string {
  return `\u0000${slot}`;
}

/** Null where a mark stands in more places than one, so that nobody knows which is meant. */
function cut(text: string): Frame | null {
  const places: { readonly slot: Slot; readonly at: number; readonly end: number }[] = [];
  for (const slot of slotNames) {
    const written = JSON.stringify(mark(slot));
    const at = text.indexOf(written);
    if (at < 0) continue;
    if (at !== text.lastIndexOf(written)) return null;
    places.push({ slot, at, end: at + written.length });
  }
  places.sort((one, other) => one.at - other.at);
  const parts = places.map(({ slot, end }, place) => ({ slot, text: text.slice(end, places[place + 1]?.at) }));
  return { head: text.slice(0, places[0]?.at), parts };
}

function fill({ head, parts }: Frame, answer: AnswerParts, entries: string): string {
  let text = head;
  for (const { slot, text: after } of parts) text += (slot === 'entries' ? entries : valueAt(slot, answer)) + after;
  return text;
}

/** The value as JSON. */
function valueAt(slot: Exclude<Slot, 'entries'>, { request, stamp, total, start = 0 }: AnswerParts): string {
  switch (slot) {
    case 'identifier':
    case 'timestamp':
      return `"${stamp[slot]}"`;
    case 'total':
      return String(total);
    case 'start':
      return String(start);
    case 'count':
    case 'offset':
      return String(request[slot]);
    case 'filter':
      return JSON.stringify(request.filter);
  }
}
