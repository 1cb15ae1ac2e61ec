import { versionCodecs } from '../../../src/fhir/versions/index.ts';
import type { AnyResource } from '../../../src/fhir/model.ts';

const { R4 } = versionCodecs;
const equivalenceUrl =
  'http://hl7.org/fhir/4.0/StructureDefinition/extension-ConceptMap.group.element.target.equivalence';

const mapWith = (target: object): AnyResource => ({
  resourceType: 'ConceptMap',
  group: [{ element: [{ code: 'a', target: [target] }] }],
});
const targetOf = (map: AnyResource) =>
  (map['group'] as { element: { target: object[] }[] }[])[0]?.element[0]?.target[0];

describe('R4 equivalence and R5 relationship', () => {
  test.each([
    ['equivalent', 'equivalent'],
    ['wider', 'source-is-narrower-than-target'],
    ['narrower', 'source-is-broader-than-target'],
    ['relatedto', 'related-to'],
    ['disjoint', 'not-related-to'],
  ])('%s is %s, and back', (equivalence, relationship) => {
    const model = R4.read(mapWith({ code: 'b', equivalence }));
    expect(targetOf(model)).toEqual({ code: 'b', relationship });
    expect(R4.write(model)).toEqual(mapWith({ code: 'b', equivalence }));
  });

  test.each([
    ['equal', 'equivalent'],
    ['subsumes', 'source-is-narrower-than-target'],
    ['specializes', 'source-is-broader-than-target'],
    ['inexact', 'related-to'],
    ['unmatched', 'not-related-to'],
  ])('%s reads as %s and comes back as itself', (equivalence, relationship) => {
    const wire = mapWith({ code: 'b', equivalence });
    const model = R4.read(wire);
    expect(targetOf(model)).toEqual({
      code: 'b',
      relationship,
      _relationship: { extension: [{ url: equivalenceUrl, valueCode: equivalence }] },
    });
    expect(R4.write(model)).toEqual(wire);
  });

  test('a relationship that was changed since is not overruled by the code that was kept', () => {
    const kept = { extension: [{ url: equivalenceUrl, valueCode: 'subsumes' }] };
    const wire = R4.write(mapWith({ code: 'b', relationship: 'related-to', _relationship: kept }));
    expect(targetOf(wire)).toEqual({ code: 'b', equivalence: 'relatedto' });
  });

  test('a lone unmatched target with a comment is noMap', () => {
    const wire = mapWith({ equivalence: 'unmatched', comment: 'nothing fits' });
    const comment = {
      url: 'https://w3id.org/calcinosis/fhir/StructureDefinition/conceptmap-nomap-comment',
      valueString: 'nothing fits',
    };
    const model = R4.read(wire);
    expect(model['group']).toEqual([{ element: [{ code: 'a', noMap: true, extension: [comment] }] }]);
    expect(R4.write(model)).toEqual(wire);
  });

  test('a translation says equivalence in R4, in every match', () => {
    const answer = (name: string, valueCode: string): AnyResource => ({
      resourceType: 'Parameters',
      parameter: [
        { name: 'result', valueBoolean: true },
        {
          name: 'match',
          part: [
            { name, valueCode },
            { name: 'concept', valueCoding: { code: 'x' } },
          ],
        },
        { name: 'relationship', valueCode: 'equivalent' },
      ],
    });
    const model = answer('relationship', 'source-is-broader-than-target');
    expect(R4.write(model)).toEqual(answer('equivalence', 'narrower'));
    expect(R4.read(R4.write(model))).toEqual(model);
  });

  test("a translation names the parts of its products as the version does, where R4's Coding can hold them", () => {
    const answer = (names: readonly [string, string], [key, value]: readonly [string, unknown]): AnyResource => ({
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'match',
          part: [
            {
              name: 'product',
              part: [
                { name: names[0], valueUri: 'http://example.org/stage' },
                { name: names[1], [key]: value },
              ],
            },
          ],
        },
      ],
    });
    const coding = ['valueCoding', { system: 'http://example.org/stages', code: 'late' }] as const;
    const model = answer(['attribute', 'value'], coding);
    expect(R4.write(model)).toEqual(answer(['element', 'concept'], coding));
    expect(R4.read(R4.write(model))).toEqual(model);
    const text = ['valueString', 'late'] as const;
    expect(R4.write(answer(['attribute', 'value'], text))).toEqual(answer(['element', 'value'], text));
  });
});
