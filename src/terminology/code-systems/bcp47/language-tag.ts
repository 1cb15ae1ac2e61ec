/**
 * The syntax of a language tag (https://www.rfc-editor.org/rfc/rfc5646#section-2.1), in the upper and lower case that
 * the RFC recommends (§ 2.1.1). Whether its subtags are registered is for `subtag-registry.ts` to say.
 */

export interface LanguageTag {
  /** Absent where the whole tag is for private use (`x-…`). */
  readonly language?: string;
  readonly extlangs: readonly string[];
  readonly script?: string;
  readonly region?: string;
  readonly variants: readonly string[];
  /** Each with its singleton: `u-co-phonebk`. */
  readonly extensions: readonly string[];
  /** Without `x-`. */
  readonly privateUse?: string;
}

/** The parts of a well-formed tag that is not grandfathered; undefined for any other text. */
export function parseLanguageTag(text: string): LanguageTag | undefined {
  const subtags = text.toLowerCase().split('-');
  if (!subtags.every(subtag => /^[a-z0-9]{1,8}$/.test(subtag))) return undefined;
  const reader = new SubtagReader(subtags);
  const registered = readRegistered(reader);
  const extensions = registered === undefined ? [] : readExtensions(reader);
  const privateUse = readPrivateUse(reader);
  if (extensions === undefined || privateUse === '' || !reader.isAtEnd) return undefined;
  const tag = {
    ...(registered ?? { extlangs: [], variants: [] }),
    extensions,
    ...(privateUse !== undefined && { privateUse }),
  };
  return hasRepeats(tag) ? undefined : tag;
}

/** Neither a variant nor a singleton may stand twice. */
function hasRepeats({ variants, extensions }: LanguageTag): boolean {
  return !areDistinct(variants) || !areDistinct(extensions.map(extension => extension.charAt(0)));
}

/** What comes before extensions; undefined where there is no language. */
function readRegistered(reader: SubtagReader): Omit<LanguageTag, 'extensions' | 'privateUse'> | undefined {
  const language = reader.take(/^[a-z]{2,8}$/);
  if (language === undefined) return undefined;
  const extlangs = language.length <= 3 ? reader.takeUpTo(3, /^[a-z]{3}$/) : [];
  const parts = { language, extlangs, ...readScriptAndRegion(reader) };
  return { ...parts, variants: reader.takeAll(/^([a-z0-9]{5,8}|[0-9][a-z0-9]{3})$/) };
}

function readScriptAndRegion(reader: SubtagReader): Pick<LanguageTag, 'script' | 'region'> {
  const script = reader.take(/^[a-z]{4}$/);
  const region = reader.take(/^([a-z]{2}|[0-9]{3})$/);
  return {
    ...(script !== undefined && { script: script.charAt(0).toUpperCase() + script.slice(1) }),
    ...(region !== undefined && { region: region.toUpperCase() }),
  };
}

/** Undefined where a singleton has nothing after it. */
function readExtensions(reader: SubtagReader): readonly string[] | undefined {
  const extensions: string[] = [];
  for (
    let singleton = reader.take(/^[0-9a-wy-z]$/);
    singleton !== undefined;
    singleton = reader.take(/^[0-9a-wy-z]$/)
  ) {
    const subtags = reader.takeAll(/^[a-z0-9]{2,8}$/);
    if (subtags.length === 0) return undefined;
    extensions.push([singleton, ...subtags].join('-'));
  }
  return extensions;
}

/** Empty where nothing comes after `x`. */
function readPrivateUse(reader: SubtagReader): string | undefined {
  return reader.take(/^x$/) === undefined ? undefined : reader.takeAll(/^[a-z0-9]{1,8}$/).join('-');
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

/** The tag as the RFC recommends to write it. */
export function formatLanguageTag(tag: LanguageTag): string {
  const { language, extlangs, script, region, variants, extensions, privateUse } = tag;
  const all = [language, ...extlangs, script, region, ...variants, ...extensions];
  return [...all, ...(privateUse === undefined ? [] : ['x', privateUse])].filter(part => part !== undefined).join('-');
}

class SubtagReader {
  readonly #subtags: readonly string[];
  #at = 0;

  constructor(subtags: readonly string[]) {
    this.#subtags = subtags;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#subtags.length;
  }

  /** The next subtag, if it has the form. */
  take(form: RegExp): string | undefined {
    const next = this.#subtags[this.#at];
    if (next === undefined || !form.test(next)) return undefined;
    this.#at += 1;
    return next;
  }

  takeUpTo(count: number, form: RegExp): readonly string[] {
    const taken: string[] = [];
    for (let next = this.take(form); next !== undefined; next = this.take(form)) {
      taken.push(next);
      if (taken.length === count) break;
    }
    return taken;
  }

  takeAll(form: RegExp): readonly string[] {
    return this.takeUpTo(Infinity, form);
  }
}
