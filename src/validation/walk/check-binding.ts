/** Bindings of coded values (https://hl7.org/fhir/terminologies.html#strength). */
import type { CodeAnswer, CodeQuestion } from '../../contracts/code-checker.ts';
import type { CodeableConcept, Coding } from '../../fhir/model.ts';
import type { MessageId } from '../messages/messages.ts';
import type { BindingPlan, ElementPlan } from '../plans/element-plan.ts';
import { isExampleUrl } from '../policies.ts';
import type { ValidationNode } from '../validation-node.ts';
import { checkCoding } from './check-coding.ts';
import type { WalkState } from './walk-state.ts';

type Coded = 'code' | 'Coding' | 'CodeableConcept' | 'Quantity';

/** Types whose values a binding is about, and how they are asked for. */
const codedTypes: Readonly<Record<string, Coded>> = {
  code: 'code',
  string: 'code',
  uri: 'code',
  Coding: 'Coding',
  CodeableConcept: 'CodeableConcept',
  Quantity: 'Quantity',
  SimpleQuantity: 'Quantity',
  Age: 'Quantity',
  Duration: 'Quantity',
};

/** Holds a coded value against the bindings of its elements, and its codings against their code systems. */
export function checkBinding(state: WalkState, node: ValidationNode, elements: readonly ElementPlan[]): void {
  const coded = codedTypes[node.type];
  if (coded === undefined || state.isProbe) return;
  checkCodings(state, node, coded);
  for (const [at, element] of elements.entries()) {
    const { binding, origin } = element;
    if (binding === undefined || isRepeated(binding, elements, at)) continue;
    checkOne(state, node, { binding: softened(element, binding), coded, source: origin.label });
  }
}

function checkCodings(state: WalkState, node: ValidationNode, coded: Coded): void {
  if (coded === 'CodeableConcept') {
    for (const coding of node.children('coding', 'Coding')) checkCoding(state, coding);
  } else if (coded === 'Coding' && node.parent?.type !== 'CodeableConcept') checkCoding(state, node);
}

function isRepeated(binding: BindingPlan, elements: readonly ElementPlan[], at: number): boolean {
  return at > 0 && elements.slice(0, at).some(other => isSame(other.binding, binding));
}

/** What a choice of several coded types is bound to may be meant for one of them only: it is no error. */
function softened({ isChoice, types }: ElementPlan, binding: BindingPlan): BindingPlan {
  if (!isChoice || binding.strength !== 'required') return binding;
  const coded = types.filter(({ code }) => code in codedTypes && code !== 'string' && code !== 'uri');
  return coded.length > 1 ? { ...binding, strength: 'extensible' } : binding;
}

function isSame(one: BindingPlan | undefined, other: BindingPlan): boolean {
  return (
    one?.strength === other.strength &&
    one.valueSet === other.valueSet &&
    other.additional.length === 0 &&
    one.maxValueSet === other.maxValueSet
  );
}

interface Bound {
  readonly binding: BindingPlan;
  readonly coded: Coded;
  readonly source: string;
}

function checkOne(state: WalkState, node: ValidationNode, bound: Bound): void {
  const { binding } = bound;
  const { strength, valueSet, maxValueSet, additional } = binding;
  if (strength !== 'example' && valueSet !== '') askMembership(state, node, bound, { valueSet, strength });
  if (maxValueSet !== undefined) askMembership(state, node, bound, { valueSet: maxValueSet, strength: 'maximum' });
  for (const { purpose, valueSet: further, usage } of additional) {
    const isAsked = ['required', 'maximum', 'extensible', 'preferred'].includes(purpose);
    if (isAsked && state.isUsage(usage, node))
      askMembership(state, node, bound, { valueSet: further, strength: purpose });
  }
}

interface Membership {
  readonly valueSet: string;
  readonly strength: string;
}

function askMembership(state: WalkState, node: ValidationNode, bound: Bound, membership: Membership): void {
  const question = questionOf(node, bound.coded);
  if (question === undefined) return reportNoCode(state, node, bound, membership);
  const { valueSet } = membership;
  if (isMimeType(question, valueSet) || isInSet(state, question, valueSet)) return;
  state.ask({ ...question, valueSet }, answer => tell(state, node, { bound, membership, answer, question }));
}

function isInSet(state: WalkState, { code, coding, codeableConcept }: CodeQuestion, valueSet: string): boolean {
  const set = state.codes.codesOf(valueSet);
  if (set === undefined) return false;
  if (code !== undefined) return set.hasCode(code);
  const codings = coding === undefined ? (codeableConcept?.coding ?? []) : [coding];
  return codings.some(one => one.system !== undefined && one.code !== undefined && set.has(one.system, one.code));
}

const mimeTypes = 'http://hl7.org/fhir/ValueSet/mimetypes';
const mimeType = /^(?:[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?|xml|json|ttl)$/;

/** FHIR's formats count as media types, and a media type may have any parameters (https://hl7.org/fhir/http.html#mime-type). */
function isMimeType({ code }: CodeQuestion, valueSet: string): boolean {
  return code !== undefined && valueSet.startsWith(mimeTypes) && mimeType.test(code);
}

/** Undefined where the value has no code. */
function questionOf({ value, tree }: ValidationNode, coded: Coded): CodeQuestion | undefined {
  if (coded === 'code') return typeof value === 'string' ? { code: value } : undefined;
  if (coded === 'CodeableConcept') {
    const codings = codingsOf(tree['coding']);
    return codings.length === 0 ? undefined : { codeableConcept: { coding: codings } as CodeableConcept };
  }
  const [coding] = codingsOf([tree]);
  return coding === undefined ? undefined : { coding };
}

/** What membership depends on: displays are judged elsewhere. */
function codingsOf(value: unknown): Coding[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown): Coding[] => {
    const { system, code, version } = (item ?? {}) as Record<string, unknown>;
    if (typeof code !== 'string') return [];
    return [{ code, ...(typeof system === 'string' && { system }), ...(typeof version === 'string' && { version }) }];
  });
}

function reportNoCode(state: WalkState, node: ValidationNode, bound: Bound, { valueSet, strength }: Membership): void {
  if (bound.coded === 'Quantity' || (bound.coded === 'code' && node.type !== 'code')) return;
  const at = { node, args: [valueSet], source: bound.source };
  if (strength === 'required') state.report('Terminology_TX_Code_ValueSet', at);
  else if (strength === 'extensible' && bound.coded === 'CodeableConcept' && !('text' in node.tree))
    state.report('Terminology_TX_Code_ValueSet_Ext', at);
}

interface Telling {
  readonly bound: Bound;
  readonly membership: Membership;
  readonly answer: CodeAnswer;
  readonly question: CodeQuestion;
}

function tell(state: WalkState, node: ValidationNode, telling: Telling): void {
  const { bound, membership, answer, question } = telling;
  const { valueSet, strength } = membership;
  if (answer.isIn) return;
  if (answer.isUnknown) return tellUnknown(state, node, telling);
  const { source } = bound;
  if (strength === 'maximum') return state.report('Terminology_TX_NoValid_MAX', { node, args: [valueSet], source });
  const [ofConcept, ofCode] = messageIds[strength] ?? messageIds.preferred;
  if (question.codeableConcept !== undefined) state.report(ofConcept, { node, args: [valueSet], source });
  else state.report(ofCode, { node, args: [nameOf(question), valueSet], source });
}

function tellUnknown(state: WalkState, node: ValidationNode, { bound, membership, answer }: Telling): void {
  const { valueSet } = membership;
  if (isExampleUrl(valueSet)) return;
  const reason = answer.issues.map(({ text }) => text).join('; ');
  state.report('Terminology_TX_ValueSet_NotFound', { node, args: [valueSet, reason], source: bound.source });
}

function nameOf({ code, coding }: CodeQuestion): string {
  return code ?? `${coding?.system ?? ''}#${coding?.code ?? ''}`;
}

/** For a CodeableConcept and for a single code, by the strength of the binding. */
const messageIds: Readonly<Record<string, readonly [MessageId, MessageId]>> & {
  readonly preferred: readonly [MessageId, MessageId];
} = {
  required: ['Terminology_TX_NoValid_1_CC', 'Terminology_TX_NoValid_12'],
  extensible: ['Terminology_TX_NoValid_2_CC', 'Terminology_TX_NoValid_13'],
  preferred: ['Terminology_TX_NoValid_3_CC', 'Terminology_TX_NoValid_14'],
};
