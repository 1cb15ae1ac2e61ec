/** A law: $validate-code and $expand agree on which codes a value set holds. */
import type { ValueSetExpansionContains } from '../../../src/fhir/model.ts';
import {
  allCodings,
  expandValueSet,
  nickname,
  summarize,
  validate,
  valueSetNames,
  vs,
} from '../../fixtures/terminology/deposits.ts';

/**
 * Where the law does not hold: broken definitions, a version that is unknown, a stored expansion (an answer, but no
 * definition to expand), and codes that mean nothing without a version (an expansion states it, these codings don't).
 */
const exceptions = /^(circle|unknown|no-filter|stages-9|expanded|editions)/;

function listCodes(contains: readonly ValueSetExpansionContains[]): readonly string[] {
  return contains.flatMap(({ system, code, contains: inner = [] }) => [`${system}#${code}`, ...listCodes(inner)]);
}

describe('validation agrees with expansion', () => {
  const codings = allCodings.filter(({ system }) => system !== nickname);

  test.each(valueSetNames.filter(name => !exceptions.test(name)))('on %s', async name => {
    const expanded = new Set(listCodes((await expandValueSet(name)).expansion?.contains ?? []));
    const valid = new Set<string>();
    for (const coding of codings) {
      const answer = summarize(await validate({ valueSet: { url: vs(name) }, coding, valueSetMembershipOnly: true }));
      if (answer['result'] === true) valid.add(`${coding.system}#${coding.code}`);
    }
    expect(valid).toEqual(expanded);
  });
});
