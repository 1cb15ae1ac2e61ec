/**
 * The validator's questions about codes, answered by the terminology service (contracts/code-checker.ts). Answers and
 * small value sets are kept: most resources use the same few hundred codes.
 */
import type { Cancellation } from '../contracts/cancellation.ts';
import type { CodeAnswer, CodeChecker, CodeQuestion, CodeSet, UcumQuantity } from '../contracts/code-checker.ts';
import type { ResourceFinder } from '../contracts/resource-finder.ts';
import { parseCanonical } from '../fhir/canonical.ts';
import { FhirError } from '../fhir/fhir-error.ts';
import { fhirVersionNames } from '../fhir/fhir-version.ts';
import type { Issue } from '../fhir/issue.ts';
import type {
  AnyResource,
  OperationOutcome,
  Parameters,
  ValueSet,
  ValueSetExpansion,
  ValueSetExpansionContains,
} from '../fhir/model.ts';
import type { VersionCodec } from '../fhir/versions/version-codec.ts';
import { createQuantityOrder } from './code-systems/ucum/quantity-order.ts';
import type { QuantityOrder } from './code-systems/ucum/quantity-order.ts';
import type { ValidateCodeRequest } from './terminology-request.ts';
import type { TerminologyService } from './terminology-service.ts';

/** More codes than this are not kept as a set: each is asked for alone. */
const mostCodes = 5_000;
const mostAnswers = 20_000;
const terminologyTypes: ReadonlySet<string> = new Set(['CodeSystem', 'ValueSet', 'ConceptMap']);

/** A checker over the service and the resources that it answers from; the codec reads what a request brings. */
export function createCodeChecker(
  service: TerminologyService,
  codec: VersionCodec,
  finder: ResourceFinder,
): CodeChecker {
  return new ServiceCodeChecker(service, codec, { resources: [], finder, order: createQuantityOrder() });
}

interface CheckerParts {
  /** What a request brings. */
  readonly resources: readonly AnyResource[];
  readonly finder: ResourceFinder;
  readonly order: QuantityOrder;
}

class ServiceCodeChecker implements CodeChecker {
  readonly #service: TerminologyService;
  readonly #codec: VersionCodec;
  readonly #resources: readonly AnyResource[];
  readonly #order: QuantityOrder;
  readonly #finder: ResourceFinder;
  /** Undefined for a value set that is no small list. */
  readonly #sets = new Map<string, CodeSet | undefined>();
  readonly #answers = new Map<string, CodeAnswer>();

  constructor(service: TerminologyService, codec: VersionCodec, { resources, finder, order }: CheckerParts) {
    this.#finder = finder;
    this.#service = service;
    this.#codec = codec;
    this.#resources = resources;
    this.#order = order;
  }

  readonly codesOf = (valueSet: string): CodeSet | undefined => this.#sets.get(valueSet);

  async check(questions: readonly CodeQuestion[], signal?: Cancellation): Promise<readonly CodeAnswer[]> {
    const answers: CodeAnswer[] = [];
    for (const question of questions) {
      const key = keyOf(question);
      answers.push(this.#answers.get(key) ?? (await this.#answer(key, question, signal)));
    }
    return answers;
  }

  withResources(resources: readonly AnyResource[]): CodeChecker {
    return this.#with(resources);
  }

  #with(resources: readonly AnyResource[]): ServiceCodeChecker {
    const own = resources.filter(({ resourceType }) => terminologyTypes.has(resourceType));
    if (own.length === 0) return this;
    const read = own.map(resource => this.#codec.read(resource));
    return new ServiceCodeChecker(this.#service, this.#codec, {
      resources: [...this.#resources, ...read],
      finder: this.#finder,
      order: this.#order,
    });
  }

  compareQuantities(left: UcumQuantity, right: UcumQuantity): number | 'incomparable' | undefined {
    return this.#order(left, right);
  }

  async #answer(key: string, question: CodeQuestion, signal: Cancellation | undefined): Promise<CodeAnswer> {
    const answer = await this.#find(question, signal);
    if (this.#answers.size >= mostAnswers) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  async #find(question: CodeQuestion, signal: Cancellation | undefined): Promise<CodeAnswer> {
    const { valueSet, codesOf, resources = [] } = question;
    if (valueSet !== undefined && codesOf !== undefined)
      return this.#with(resources).#compare(valueSet, codesOf, signal);
    if (valueSet !== undefined) {
      const set = await this.#setOf(valueSet, signal);
      if (set !== undefined && isInSet(set, question)) return { isIn: true, isUnknown: false, issues: [] };
      // All codes of the value set are known: that a code's own system is not, changes nothing.
      if (set !== undefined) return { ...(await this.#validate(question, signal)), isUnknown: false };
    }
    return this.#validate(question, signal);
  }

  /** Whether all codes of one value set are in the other; unknown where one of them is no small list. */
  async #compare(valueSet: string, codesOf: string, signal: Cancellation | undefined): Promise<CodeAnswer> {
    const [all, some] = [await this.#setOf(valueSet, signal), await this.#setOf(codesOf, signal)];
    if (all === undefined || some === undefined) return { isIn: false, isUnknown: true, issues: [] };
    const missing = [...some.all()].filter(([system, code]) => !all.has(system, code)).map(([, code]) => code);
    const text = missing.length > 5 ? `${missing.slice(0, 5).join(', ')} …` : missing.join(', ');
    const issues: Issue[] = missing.length === 0 ? [] : [{ severity: 'error', code: 'code-invalid', text }];
    return { isIn: missing.length === 0, isUnknown: false, issues };
  }

  async #setOf(valueSet: string, signal: Cancellation | undefined): Promise<CodeSet | undefined> {
    if (!this.#sets.has(valueSet)) this.#sets.set(valueSet, await this.#makeSet(valueSet, signal));
    return this.#sets.get(valueSet);
  }

  async #makeSet(valueSet: string, signal: Cancellation | undefined): Promise<CodeSet | undefined> {
    try {
      const request = { valueSet: referenceTo(valueSet), excludeNested: true, tooCostlyThreshold: mostCodes };
      const { expansion } = await this.#service.expand({ ...request, ...this.#own() }, signal);
      return expansion === undefined ? undefined : setOf(expansion);
    } catch (error) {
      if (error instanceof FhirError) return this.#enumeration(valueSet);
      throw error;
    }
  }

  /** A list of codes says what is in it, whether or not anyone knows their code system. */
  #enumeration(canonical: string): CodeSet | undefined {
    const { url, version } = parseCanonical(canonical);
    const isIt = (one: AnyResource): boolean =>
      one.resourceType === 'ValueSet' && one['url'] === url && (version === undefined || one['version'] === version);
    const own = this.#resources.find(isIt) as ValueSet | undefined;
    const found =
      own ??
      this.#finder
        .list('ValueSet', url)
        .find(one => version === undefined || one.version === version)
        ?.read();
    return found && enumerationOf(found);
  }

  async #validate(question: CodeQuestion, signal: Cancellation | undefined): Promise<CodeAnswer> {
    const answer = await this.#ask(question, signal);
    const { coding } = question;
    const isUnknownCode = answer.issues.some(({ txType }) => txType === 'invalid-code');
    if (!isUnknownCode || coding === undefined || coding.version !== undefined) return answer;
    // Of the versions of HL7's code systems that are here, FHIR's own may have what the newest has dropped.
    const version = fhirVersionNames[this.#codec.fhirVersion].number;
    const own = await this.#ask({ ...question, coding: { ...coding, version } }, signal);
    return own.isIn ? own : answer;
  }

  async #ask(question: CodeQuestion, signal: Cancellation | undefined): Promise<CodeAnswer> {
    try {
      return answerOf(await this.#service.validateCode(this.#requestOf(question), signal));
    } catch (error) {
      if (error instanceof FhirError) return { isIn: false, isUnknown: true, issues: error.issues };
      throw error;
    }
  }

  #requestOf({ valueSet, code, coding, codeableConcept, displayLanguage }: CodeQuestion): ValidateCodeRequest {
    const isCoding = coding !== undefined || codeableConcept !== undefined;
    return withoutUndefined({
      ...this.#own(),
      ...(valueSet === undefined ? { codeSystem: { url: coding?.system } } : { valueSet: referenceTo(valueSet) }),
      ...(isCoding ? { coding, codeableConcept } : { code, inferSystem: true }),
      ...(displayLanguage !== undefined && { displayLanguage }),
      abstract: true,
    }) as ValidateCodeRequest;
  }

  #own(): { readonly txResources?: readonly AnyResource[] } {
    return this.#resources.length === 0 ? {} : { txResources: this.#resources };
  }
}

/** What an answer depends on. Most questions are about one coding, and cheap to tell apart. */
function keyOf(question: CodeQuestion): string {
  const { valueSet, code, coding, codeableConcept, codesOf, resources, displayLanguage } = question;
  const isPlain = coding !== undefined && (code ?? codeableConcept ?? codesOf ?? resources) === undefined;
  if (!isPlain) return JSON.stringify(question);
  const { system, code: own, version, display } = coding;
  const parts = [valueSet, system, own, version, display, displayLanguage];
  // The lengths say where each part ends, whatever is in them.
  return `${parts.map(part => part?.length ?? '-').join(' ')}\n${parts.join('')}`;
}

function referenceTo(canonical: string): { readonly url: string; readonly version?: string } {
  const { url, version } = parseCanonical(canonical);
  return { url, ...(version !== undefined && { version }) };
}

function withoutUndefined<Value extends object>(value: Value): Value {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.map(([key, member]) => [key, isPlain(member) ? withoutUndefined(member as object) : member]),
  ) as Value;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function setOf({ contains = [], total }: ValueSetExpansion): CodeSet | undefined {
  const codes = new Set<string>();
  const bySystem = new Map<string, Set<string>>();
  let size = 0;
  const waiting: ValueSetExpansionContains[] = [...contains];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.code !== undefined) {
      codes.add(next.code);
      const { system = '', code } = next;
      let own = bySystem.get(system);
      if (own === undefined) bySystem.set(system, (own = new Set()));
      if (!own.has(code)) size += 1;
      own.add(code);
    }
    waiting.push(...(next.contains ?? []));
  }
  if (total !== undefined && total > size) return undefined;
  return {
    hasCode: code => codes.has(code),
    has: (system, code) => bySystem.get(system)?.has(code) === true,
    all: () => pairsOf(bySystem),
  };
}

function* pairsOf(
  bySystem: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<readonly [system: string, code: string]> {
  for (const [system, codes] of bySystem) for (const code of codes) yield [system, code];
}

/** The codes of a value set that is nothing but a list. */
function enumerationOf({ compose }: ValueSet): CodeSet | undefined {
  const { include = [], exclude = [] } = compose ?? {};
  const isList = include.every(({ system, concept, filter, valueSet }) => system && concept && !filter && !valueSet);
  if (!isList || include.length === 0 || exclude.length > 0) return undefined;
  const pairs = include.flatMap(({ system, concept = [] }) =>
    concept.map(({ code }) => ({ system: system ?? '', code })),
  );
  return setOf({ timestamp: '', contains: pairs });
}

function isInSet(set: CodeSet, { code, coding, codeableConcept }: CodeQuestion): boolean {
  if (code !== undefined) return set.hasCode(code);
  const codings = coding === undefined ? (codeableConcept?.coding ?? []) : [coding];
  return codings.some(one => one.system !== undefined && one.code !== undefined && set.has(one.system, one.code));
}

function answerOf({ parameter = [] }: Parameters): CodeAnswer {
  const isIn = parameter.some(({ name, valueBoolean }) => name === 'result' && valueBoolean === true);
  const outcome = parameter.find(({ name }) => name === 'issues')?.resource as OperationOutcome | undefined;
  const issues = (outcome?.issue ?? []).map(toIssue);
  const isUnknown = !isIn && issues.some(({ txType }) => txType === 'not-found' || txType === 'vs-invalid');
  return { isIn, isUnknown, issues };
}

function toIssue({ severity, code, details, expression }: NonNullable<OperationOutcome['issue']>[number]): Issue {
  const txType = details?.coding?.[0]?.code;
  const [place] = expression ?? [];
  return {
    severity: severity as Issue['severity'],
    code: code as Issue['code'],
    text: details?.text ?? '',
    ...(txType !== undefined && { txType }),
    ...(place !== undefined && { expression: place }),
  };
}
