import { createProgressLine } from '../../../src/content/definitions/progress-line.ts';

function writtenBy(isTTY: boolean, run: (line: ReturnType<typeof createProgressLine>) => void): string {
  let text = '';
  run(createProgressLine({ isTTY, write: (part: string) => (text += part) }, ['R4', 'R5']));
  return text;
}

test('without a terminal there is a line for the begin and the end of each task', () => {
  const text = writtenBy(false, line => {
    line.report('R4', 0.5);
    line.report('R4', 1);
  });
  expect(text).toBe('building R4 …\nbuilding R5 …\nbuilt R4\n');
});

test('on a terminal one line shows all percentages and ends when all are done', () => {
  const text = writtenBy(true, line => {
    line.report('R4', 0.426);
    line.report('R4', 1);
    line.report('R5', 1);
  });
  expect(text).toContain('R4 42 % · R5 0 %');
  expect(text.match(/\n/g)).toHaveLength(1);
  expect(text.endsWith('R4 100 % · R5 100 %\n')).toBe(true);
});
