import { goalProblem } from './goal';

const PAGE = [
  '| goal | measured |  |',
  '| --- | --- | --- |',
  '| beamline, metrics: less than 2 % of one core | 0.53 % | met |',
  '| beamline, everything: less than 5 % of one core | 6.10 % | **not met** |',
].join('\n');

test('a goal that was met is no problem', () => {
  expect(goalProblem(PAGE, 'beamline, metrics')).toBeUndefined();
});

test('a goal that was missed is one, with what was measured', () => {
  expect(goalProblem(PAGE, 'beamline, everything')).toMatch(/was not met: 6\.10 %/);
});

test.each(['beamline', 'beamline, metric', 'eucora, metrics'])('"%s" has been measured by nobody', (goal) => {
  expect(goalProblem(PAGE, goal)).toBe(`no benchmark has measured "${goal}"`);
});
