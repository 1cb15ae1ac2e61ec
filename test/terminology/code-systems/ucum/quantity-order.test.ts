/** Quantities in different units of UCUM. */
import { createQuantityOrder } from '../../../../src/terminology/code-systems/ucum/quantity-order.ts';

const compare = createQuantityOrder();

test.each([
  [1000, 'g', 1, 'kg', 0],
  [999, 'g', 1, 'kg', -1],
  [10, 'km', 9_999, 'm', 1],
  [1, 'h', 60, 'min', 0],
  [5, 'mg/dL', 0.06, 'g/L', -1],
])('%d %s against %d %s is %d', (value, code, other, against, expected) => {
  const order = compare({ value, code }, { value: other, code: against });
  expect(typeof order === 'number' ? Math.sign(order) : order).toBe(expected);
});

test.each([
  ['g', 'm', 'incomparable'],
  ['Cel', '[degF]', undefined],
  ['nothing', 'g', undefined],
])('%s against %s is %s', (code, against, expected) => {
  expect(compare({ value: 1, code }, { value: 1, code: against })).toBe(expected);
});
