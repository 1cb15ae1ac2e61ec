import { CompiledCodeSystem } from '../../src/terminology/code-systems/compiled/compiled-code-system.ts';
import { compile } from '../fixtures/terminology/compile.ts';
import { minerals, mineralsInSpanish } from '../fixtures/terminology/mineral-codes.ts';
import { withSupplements } from '../../src/terminology/supplemented-code-system.ts';
import { describeProvider } from './code-system-provider.ts';

const { tables } = compile(minerals);
const codes = ['carbonate', 'pearl', 'oxalate'];
const filters = ['hardness', 'status', 'group'];

describeProvider({
  name: 'a compiled code system',
  open: () => new CompiledCodeSystem(tables),
  codes,
  unknown: ['Pearl', 'quartz', ''],
  filters,
});

describeProvider({
  name: 'a compiled code system that ignores case',
  open: () => new CompiledCodeSystem(compile({ ...minerals, caseSensitive: false }).tables),
  codes,
  otherCase: [['PEARL', 'pearl']],
  unknown: ['quartz'],
  filters,
});

describeProvider({
  name: 'a compiled code system with a supplement',
  open: () => withSupplements(new CompiledCodeSystem(tables), [mineralsInSpanish]),
  codes: [...codes, 'calcite'],
  unknown: ['quartz'],
  filters: [...filters, 'mine'],
});
