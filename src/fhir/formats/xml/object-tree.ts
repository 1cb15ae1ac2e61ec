/**
 * A JSON object while its elements arrive one by one from XML. A primitive's id and extensions go to its `_` sibling,
 * and lists of primitives keep both lists in step by null (https://hl7.org/fhir/json.html#primitive).
 */
import { keepDecimalText, needsDecimalText } from '../decimal-texts.ts';
import type { ElementShape } from '../element-shapes.ts';
import type { PrimitiveValue } from './primitive.ts';

export interface Primitive {
  readonly value: PrimitiveValue | undefined;
  /** The value as it stood in XML. */
  readonly text: string;
  /** Its id and extensions; empty where it has none. */
  readonly sibling: Readonly<Record<string, unknown>>;
}

export class ObjectTree {
  readonly value: Record<string, unknown>;
  /** Keys of lists of which perhaps no item says anything. */
  private paired: Set<string> | undefined;

  constructor(value: Record<string, unknown>) {
    this.value = value;
  }

  /** How many items the list has so far. */
  countOf(name: string): number {
    return this.listAt(name).length;
  }

  add({ name, isList }: ElementShape, value: unknown): void {
    if (isList) this.push(name, value);
    else this.value[name] = value;
  }

  addPrimitive({ name, isList }: ElementShape, { value, text, sibling }: Primitive): void {
    const own = Object.keys(sibling).length === 0 ? undefined : sibling;
    if (isList) {
      this.push(name, value ?? null);
      this.push(`_${name}`, own ?? null);
      this.paired ??= new Set();
      this.paired.add(name).add(`_${name}`);
    } else {
      if (value !== undefined) this.value[name] = value;
      if (own !== undefined) this.value[`_${name}`] = own;
    }
    if (typeof value === 'number') this.keepText(name, text);
  }

  /** Leaves out lists that hold nothing but null. */
  end(): void {
    for (const key of this.paired ?? []) {
      if (this.listAt(key).every(item => item === null)) Reflect.deleteProperty(this.value, key);
    }
  }

  private keepText(name: string, written: string): void {
    // XML may write an integer as +1, JSON may not.
    const text = written.replace(/^\+/, '');
    if (!needsDecimalText(text)) return;
    const list = this.value[name];
    if (Array.isArray(list)) keepDecimalText(list, String(list.length - 1), text);
    else keepDecimalText(this.value, name, text);
  }

  private push(key: string, item: unknown): void {
    const list = this.value[key];
    if (Array.isArray(list)) list.push(item);
    else this.value[key] = [item];
  }

  private listAt(key: string): unknown[] {
    const list = this.value[key];
    return Array.isArray(list) ? list : [];
  }
}
