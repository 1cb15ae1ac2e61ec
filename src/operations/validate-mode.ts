/**
 * What a mode of `$validate` asks beside the content (https://hl7.org/fhir/codesystem-resource-validation-mode.html):
 * whether this server could take the resource as a create or an update, or let it go.
 */
import type { ResourceStore, StoredResource } from '../contracts/resource-store.ts';
import { formatCanonical } from '../fhir/canonical.ts';
import { notSupported, required } from '../fhir/fhir-error.ts';
import type { Issue } from '../fhir/issue.ts';

type Tree = Readonly<Record<string, unknown>>;

/** What the URL names, and what is kept here. */
export interface ModePlace {
  readonly mode: string | undefined;
  readonly urlType?: string | undefined;
  readonly urlId?: string | undefined;
  readonly store?: ResourceStore | undefined;
}

const modes: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'profile']);

/** Throws `not-supported` (422) for a mode that nobody defines. */
export function assertMode(mode: string | undefined): void {
  if (mode === undefined || modes.has(mode)) return;
  throw notSupported(`The mode '${mode.slice(0, 40)}' is not supported; the modes are ${[...modes].join(', ')}`);
}

/** What speaks against creating or updating the resource here. */
export function modeIssues(value: Tree, place: ModePlace): readonly Issue[] {
  if (place.mode === 'create') return createIssues(value, place);
  return place.mode === 'update' ? [...identityIssues(value, place), ...urlIssues(value, place)] : [];
}

/** A create gets its id from the server, and a canonical resource is the only one of its url and version. */
function createIssues(value: Tree, { store }: ModePlace): readonly Issue[] {
  const { resourceType, id, url, version } = value;
  const type = String(resourceType);
  const issues: Issue[] = [];
  if (id !== undefined) {
    const text = 'The id is not used: a create gets its id from the server';
    issues.push({ severity: 'information', code: 'informational', text, expression: `${type}.id` });
  }
  if (typeof url === 'string' && store?.list(type, url).some(known => known.version === version) === true) {
    const canonical = formatCanonical(url, typeof version === 'string' ? version : undefined);
    const text = `There is a ${type} '${canonical}' already; url and version are of one resource alone`;
    issues.push({ severity: 'error', code: 'duplicate', text, expression: `${type}.url` });
  }
  return issues;
}

/** An update names the resource that it is of. */
function identityIssues({ id }: Tree, { urlId, urlType }: ModePlace): readonly Issue[] {
  const expression = urlType ?? 'Resource';
  if (id === undefined)
    return [{ severity: 'error', code: 'required', text: 'An update needs the id of the resource', expression }];
  if (urlId === undefined || id === urlId) return [];
  const text = `The id is '${String(id)}', and the URL says '${urlId}'`;
  return [{ severity: 'error', code: 'value', text, expression: `${expression}.id` }];
}

/** A canonical resource keeps its url: what it was published as is no matter of an update. */
function urlIssues({ resourceType, id, url }: Tree, { urlId, store }: ModePlace): readonly Issue[] {
  const stored = store?.read(String(resourceType), urlId ?? String(id));
  if (stored?.url === undefined || stored.url === url) return [];
  const text = `The url is '${String(url)}' and was '${stored.url}'; an update does not change it`;
  return [{ severity: 'error', code: 'business-rule', text, expression: `${String(resourceType)}.url` }];
}

/** Whether a resource can go: it is there, and nothing of ours or the operator's refers to it. */
export function deleteIssues({ urlType, urlId, store }: ModePlace): readonly Issue[] {
  if (urlType === undefined || urlId === undefined) {
    throw required("The mode 'delete' needs the resource in the URL: /{type}/{id}/$validate?mode=delete");
  }
  const expression = urlType;
  const stored = store?.read(urlType, urlId);
  if (store === undefined || stored === undefined) {
    const text = `There is no ${urlType}/${urlId} here that could be deleted`;
    return [{ severity: 'error', code: 'not-found', text, expression }];
  }
  const referring = resourcesThatName(stored, store);
  if (referring.length === 0) return [{ severity: 'information', code: 'informational', text: readOnly }];
  const some = referring.slice(0, 5).join(', ');
  const text = `${referring.length} resource(s) refer to it: ${some}${referring.length > 5 ? ', …' : ''}`;
  return [{ severity: 'error', code: 'conflict', text, expression }];
}

const readOnly = 'All OK: no rule here forbids it; this server is read-only, so nothing is ever deleted';
/** Resources that are read to see whether they refer to another one. */
const mostRead = 5_000;

function resourcesThatName(stored: StoredResource, store: ResourceStore): readonly string[] {
  const { type, id, url } = stored;
  const names = [`"${type}/${id}"`, ...(url === undefined ? [] : [`"${url}"`, `"${url}|`])];
  return store.types
    .flatMap(one => store.listAll(one).filter(({ origin }) => origin === 'calx' || origin === 'operator'))
    .filter(one => one.key !== stored.key)
    .slice(0, mostRead)
    .filter(one => isNamedIn(one, names))
    .map(one => `${one.type}/${one.id}`);
}

function isNamedIn(one: StoredResource, names: readonly string[]): boolean {
  const text = JSON.stringify({ ...one.read(), url: undefined });
  return names.some(name => text.includes(name));
}
