/**
 * JSON texts of parts of answers that never change, each made once for the object that it tells of and kept while that
 * object lives and all texts together are not too long.
 */

/** Characters of all texts together. */
const maxCharacters = 8 * 1024 * 1024;

export class KeptTexts {
  #texts = new WeakMap<object, string>();
  #characters = 0;

  /** The text of the object; one object has one text, whoever asks. */
  of<Source extends object>(source: Source, make: (source: Source) => string): string {
    return this.#texts.get(source) ?? this.#keep(source, make(source));
  }

  #keep(source: object, text: string): string {
    this.#characters += text.length;
    if (this.#characters > maxCharacters) {
      this.#texts = new WeakMap();
      this.#characters = text.length;
    }
    this.#texts.set(source, text);
    return text;
  }
}
