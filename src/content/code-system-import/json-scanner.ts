/**
 * Scans a CodeSystem in JSON for its concepts without keeping it: one resource whose concepts may be nested, or NDJSON,
 * the resource without concepts first and then a concept a line. It looks at brackets, strings and the key `concept`
 * only; whether what lies between is sound JSON is found when a record is read.
 */
import type { RecordSink, SourceScanner } from './source-scanner.ts';

/** An object that is open: the resource, or a concept. */
interface Frame {
  /** Undefined for the resource. */
  readonly id: number | undefined;
  readonly nestedIn: number | undefined;
  readonly line: number;
  readonly offset: number;
  /** Its text so far, without the elements of its `concept`. */
  text: Buffer[];
}

type Mode = 'start' | 'object' | 'list' | 'tail';

interface State {
  mode: Mode;
  inString: boolean;
  isEscaped: boolean;
  /** Brackets open within the frame; 1 is the frame's own. */
  depth: number;
  expectsKey: boolean;
  /** Letters of the key so far that are those of `concept`, or -1. */
  keyMatch: number;
  isConceptKey: boolean;
  line: number;
  offset: number;
  nextId: number;
  definition: string | undefined;
}

interface SavedState {
  readonly state: State;
  readonly frames: readonly (Omit<Frame, 'text'> & { readonly text: string })[];
}

const deepestNesting = 500;
const conceptKey = Buffer.from('concept');
const [quote, backslash, colon, comma, newline] = [0x22, 0x5c, 0x3a, 0x2c, 0x0a];
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}

export class JsonScanner implements SourceScanner {
  readonly #sink: RecordSink;
  readonly #state: State;
  readonly #frames: Frame[];
  #chunk: Buffer = Buffer.alloc(0);
  /** Where the text of the top frame goes on in the chunk. */
  #from = 0;

  /** Begins, or goes on from a state that `state` gave. */
  constructor(sink: RecordSink, saved?: unknown) {
    this.#sink = sink;
    const { state, frames } = (saved ?? { state: initialState(), frames: [] }) as SavedState;
    this.#state = { ...state };
    this.#frames = frames.map(frame => ({ ...frame, text: [Buffer.from(frame.text, 'base64')] }));
  }

  state(): SavedState {
    const frames = this.#frames.map(frame => ({ ...frame, text: Buffer.concat(frame.text).toString('base64') }));
    return { state: { ...this.#state }, frames };
  }

  feed(bytes: Buffer): void {
    this.#chunk = this.#state.offset === 0 ? withoutMark(bytes) : bytes;
    this.#from = 0;
    for (let at = 0; at < this.#chunk.length; at++) at = this.#step(at);
    this.#takeText(this.#chunk.length);
    this.#state.offset += bytes.length;
  }

  end(): string {
    const { definition, mode, line } = this.#state;
    if (definition !== undefined && mode === 'tail') return definition;
    throw new Error(`line ${line}: the file ends in the middle of ${mode === 'start' ? 'nothing' : 'an object'}`);
  }

  /** Looks at one byte, or at a whole string; gives the index of the last byte that it has looked at. */
  #step(at: number): number {
    const state = this.#state;
    if (state.inString) return this.#skipString(at);
    const byte = this.#chunk[at] ?? 0;
    if (byte === newline) state.line += 1;
    if (state.mode === 'object') this.#inObject(byte, at);
    else if (!isBlank(byte)) this.#betweenObjects(byte, at);
    return at;
  }

  #inObject(byte: number, at: number): void {
    const state = this.#state;
    if (byte === quote) {
      state.inString = true;
      state.keyMatch = state.depth === 1 && state.expectsKey ? 0 : -1;
    } else if (byte === openObject || byte === openList) {
      this.#open(byte, at);
    } else if (byte === closeObject || byte === closeList) {
      state.depth -= 1;
      if (state.depth === 0) this.#close(at);
    } else if (state.depth === 1) {
      this.#punctuate(byte);
    }
  }

  /** `:` ends a key, `,` a member of the frame's object. */
  #punctuate(byte: number): void {
    const state = this.#state;
    if (byte === colon) {
      state.expectsKey = false;
      state.isConceptKey = state.keyMatch === conceptKey.length;
    } else if (byte === comma) {
      state.expectsKey = true;
      state.isConceptKey = false;
    }
  }

  #open(byte: number, at: number): void {
    const state = this.#state;
    if (byte === openList && state.depth === 1 && state.isConceptKey) {
      this.#takeText(at + 1);
      state.mode = 'list';
      return;
    }
    state.depth += 1;
  }

  /** Goes on in a string, matching it against `concept` where it is a key. */
  #skipString(start: number): number {
    const state = this.#state;
    const chunk = this.#chunk;
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at];
      if (state.isEscaped) state.isEscaped = false;
      else if (byte === backslash) state.isEscaped = true;
      else if (byte === quote) {
        state.inString = false;
        return at;
      }
      if (state.keyMatch >= 0) state.keyMatch = byte === conceptKey[state.keyMatch] ? state.keyMatch + 1 : -1;
    }
    return chunk.length;
  }

  /** In a list of concepts, or before and after objects at the top. */
  #betweenObjects(byte: number, at: number): void {
    const state = this.#state;
    if (byte === openObject) this.#begin(at);
    else if (state.mode === 'list' && byte === closeList) {
      state.mode = 'object';
      state.isConceptKey = false;
      this.#from = at;
    } else if (state.mode !== 'list' || byte !== comma) {
      const found = String.fromCharCode(byte);
      throw new Error(`line ${state.line}: '${found}' stands where a ${this.#expected()} should begin`);
    }
  }

  #expected(): string {
    return this.#state.mode === 'start' ? 'CodeSystem' : 'concept';
  }

  #begin(at: number): void {
    const state = this.#state;
    if (this.#frames.length > deepestNesting) {
      throw new Error(`line ${state.line}: concepts are nested more than ${deepestNesting} deep`);
    }
    const isResource = state.mode === 'start';
    const id = isResource ? undefined : state.nextId++;
    this.#frames.push({
      id,
      nestedIn: this.#frames.at(-1)?.id,
      line: state.line,
      offset: state.offset + at,
      text: [],
    });
    this.#from = at;
    Object.assign(state, { mode: 'object', depth: 1, expectsKey: true, isConceptKey: false });
  }

  /** The top frame's object is whole. */
  #close(at: number): void {
    this.#takeText(at + 1);
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const json = frame.text.length === 1 ? (frame.text[0] ?? Buffer.alloc(0)) : Buffer.concat(frame.text);
    const state = this.#state;
    if (frame.id === undefined) state.definition = json.toString('utf8');
    else this.#sink({ id: frame.id, nestedIn: frame.nestedIn, line: frame.line, offset: frame.offset, json });
    state.mode = this.#frames.length > 0 ? 'list' : 'tail';
    state.depth = 1;
  }

  /** Adds what the chunk has of the top frame's text, up to this index. */
  #takeText(end: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined || this.#state.mode !== 'object') return;
    frame.text.push(this.#chunk.subarray(this.#from, end));
    this.#from = end;
  }
}

function initialState(): State {
  return {
    mode: 'start',
    inString: false,
    isEscaped: false,
    depth: 0,
    expectsKey: false,
    keyMatch: -1,
    isConceptKey: false,
    line: 1,
    offset: 0,
    nextId: 0,
    definition: undefined,
  };
}

/** Without the mark that some programs put before UTF-8. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}
