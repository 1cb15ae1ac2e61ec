/** The neutral source of guidance as it lies on disk, and the files that are made of it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildGuidance } from '../../src/content/guidance/build-guidance.ts';
import type { GuidanceSource } from '../../src/content/guidance/guidance-source.ts';
import { jsonText } from '../../src/content/packages/package-file.ts';
import type { PublishedCodes } from '../../src/content/guidance/write-code-groups.ts';

type Tree = Readonly<Record<string, unknown>>;

const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** What `fhir-resources/source/guidance` holds. */
export function readGuidanceSource(root: string): GuidanceSource {
  const read = (name: string): unknown => parse(readText(root, 'fhir-resources', 'source', 'guidance', `${name}.yaml`));
  const evidence = readdirSync(join(root, 'fhir-resources', 'Evidence')).map(name =>
    name.replace(/(\.r[45])?\.json$/, ''),
  );
  return {
    citations: read('citations'),
    groups: read('groups'),
    inputs: read('inputs'),
    factors: read('factors'),
    activities: read('activities'),
    rules: read('rules'),
    plans: read('plans'),
    evidence: new Set(evidence),
  } as GuidanceSource;
}

/** How each code is shown where it is published already: in code systems and value sets that no guidance makes. */
export function readPublishedCodes(root: string): PublishedCodes {
  const codes = new Map<string, Tree>();
  for (const folder of [join('fhir-resources', 'ConceptMap'), join('fhir-resources', 'CodeSystem'), 'valuesets']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (!name.endsWith('.json') || name.includes('.expected.') || name.startsWith('guidance-')) continue;
      collect(JSON.parse(readText(root, folder, name)) as Tree, codes);
    }
  }
  return codes;
}

function collect(resource: Tree, codes: Map<string, Tree>): void {
  const { url, concept, compose, group } = resource as {
    url: string;
    concept?: Tree[];
    compose?: { include?: Tree[] };
    group?: Tree[];
  };
  for (const one of group ?? []) collectTargets(one, codes);
  for (const one of concept ?? []) collectConcept(url, one, codes);
  for (const { system, concept: listed } of compose?.include ?? []) {
    for (const one of (listed ?? []) as Tree[])
      codes.set(`${String(system)}|${String(one['code'])}`, withoutSubject(one));
  }
}

/** Targets of a concept map; one that only says that there is none has no code. */
function collectTargets({ target: system, element }: Tree, codes: Map<string, Tree>): void {
  const targets = ((element ?? []) as Tree[]).flatMap(({ target }) => (target ?? []) as Tree[]);
  for (const { code, display } of targets) {
    if (code !== undefined)
      codes.set(`${String(system)}|${String(code)}`, { code, ...(display !== undefined && { display }) });
  }
}

function collectConcept(system: string, concept: Tree, codes: Map<string, Tree>): void {
  const { code, display, property = [], concept: children = [] } = concept as Readonly<Record<string, never>>;
  const isCategory = (property as Tree[]).some(one => one['code'] === 'billable' && one['valueBoolean'] === false);
  const comment = { url: 'http://hl7.org/fhir/StructureDefinition/valueset-concept-comments' };
  codes.set(`${system}|${String(code)}`, {
    ...(isCategory && {
      extension: [{ ...comment, valueString: 'Category, not billable: needs further characters.' }],
    }),
    ...{ code, display },
  });
  for (const child of children as Tree[]) collectConcept(system, child, codes);
}

/** A comment that says how a code relates to the subject of its value set says nothing in another. */
function withoutSubject({ extension, ...concept }: Tree): Tree {
  const kept = ((extension ?? []) as Tree[]).filter(({ valueString }) =>
    /not billable|^No display/.test(String(valueString)),
  );
  return { ...(kept.length > 0 && { extension: kept }), ...concept };
}

/** Path and text of every file that is made. */
export function makeGuidanceFiles(root: string): ReadonlyMap<string, string> {
  const files = buildGuidance(readGuidanceSource(root), readPublishedCodes(root));
  return new Map([...files].map(([path, content]) => [path, jsonText(content)]));
}
