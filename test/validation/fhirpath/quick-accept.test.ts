/** The quick form of a rule never accepts what FHIRPath would refuse. */
import { QuickForms } from '../../../src/validation/fhirpath/quick-accept.ts';

const forms = new QuickForms();

test.each([
  ['x.empty() or y.matches(z)', {}, true],
  ['x.empty() or y.matches(z)', { x: 1 }, false],
  ['x.empty() or y.matches(z)', { xQuantity: {} }, false],
  ['x.empty() or y.matches(z)', { _x: {} }, false],
  ['x.exists() or y.exists()', { y: [1] }, true],
  ['x.exists() and y.exists()', { y: [1] }, false],
  ['(x.exists() and y.exists()) or (z.exists())', { z: true }, true],
  ["(a.exists()) and (b = ' or ')", { a: 1, b: ' or ' }, true],
  ["kind = 'salt' implies x.exists()", { kind: 'water' }, true],
  ["kind = 'salt' implies x.exists()", { kind: 'salt' }, false],
  ["kind = 'salt' implies x.exists()", {}, false],
  ['x.exists() xor y.exists()', { x: 1 }, false],
  ['x.exists().not() or y.exists()', {}, true],
  ['x.empty() or y.exists() implies z.exists()', { z: 1 }, true],
  ['x.empty() or y.exists() implies z.exists()', {}, false],
])('%s of %j is certain: %s', (expression, tree, expected) => {
  expect(forms.accepts(expression, tree)).toBe(expected);
});
