/** What FHIRPath's own model of a FHIR version tells of paths: where choices are, and which texts are no plain texts. */
import type { Kind } from './form.ts';

type Names = Readonly<Record<string, string | undefined>>;

/** The parts of `fhirpath/fhir-context/*` that are read here. */
export interface PathModel {
  readonly choiceTypePaths: Readonly<Record<string, readonly string[] | undefined>>;
  readonly pathsDefinedElsewhere: Names;
  readonly path2Type: Names;
  readonly path2TypeWithoutElements: Names;
  readonly availableTypes: ReadonlySet<string>;
}

export interface Child extends Kind {
  /** Keys that a choice may have. */
  readonly choices?: readonly string[];
  /** It may be a choice, which hangs on the data. */
  readonly mayBeChoice: boolean;
}

/** Texts of these are compared as what they mean. */
const readTypes = /^(?:date|dateTime|instant|time|integer64|.*\.(?:Date|DateTime|Time|Long))$/;

export class Paths {
  readonly #model: PathModel;
  readonly #stems: ReadonlySet<string>;
  readonly #readNames: ReadonlySet<string>;

  constructor(model: PathModel) {
    this.#model = model;
    this.#stems = new Set(Object.keys(model.choiceTypePaths).map(lastOf));
    const read = Object.entries(model.path2Type).filter(([, type]) => type !== undefined && readTypes.test(type));
    this.#readNames = new Set(read.map(([path]) => lastOf(path)));
  }

  /** A node of this type, as FHIRPath takes it for its root. */
  root(type: string, isResource: boolean): Kind {
    if (isResource) return { path: type, isPlain: true };
    const { availableTypes, path2Type, pathsDefinedElsewhere } = this.#model;
    const isPlain = !readTypes.test(type);
    if (Object.keys(pathsDefinedElsewhere).some(path => type.startsWith(path))) return { path: undefined, isPlain };
    const known = availableTypes.has(type) ? type : path2Type[type];
    const isBackbone = known === 'BackboneElement' || known === 'Element' || known === undefined;
    return { path: isBackbone ? type : known, isPlain };
  }

  child(path: string | undefined, name: string): Child {
    const isPlain = !this.#stems.has(name) && !this.#readNames.has(name);
    if (path === undefined) return { path: undefined, isPlain, mayBeChoice: this.#stems.has(name) };
    const { choiceTypePaths, path2Type, path2TypeWithoutElements, pathsDefinedElsewhere } = this.#model;
    const childPath = pathsDefinedElsewhere[`${path}.${name}`] ?? `${path}.${name}`;
    const types = choiceTypePaths[childPath];
    const choices = types?.map(type => `${name}${type}`);
    if (choices !== undefined) return { path: undefined, isPlain: false, choices, mayBeChoice: false };
    const type = path2Type[childPath];
    if (type === undefined) return { path: undefined, isPlain, mayBeChoice: false };
    const next = path2TypeWithoutElements[childPath] ?? childPath;
    return { path: next.endsWith('Resource') ? undefined : next, isPlain: !readTypes.test(type), mayBeChoice: false };
  }
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
