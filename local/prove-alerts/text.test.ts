import { messageProblems, textProblems } from './text';

const rule = {
  annotations: {
    summary: 'The gateway fails too many requests.',
    description: '{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} (prod) failed.',
    runbook_url: 'https://runbooks.example.com/A',
    dashboard_url: 'https://grafana.example.com/d/x?var-service={{ $labels.service | urlquery }}',
  },
};
const received = {
  summary: 'The gateway fails too many requests.',
  description: '12.5% of the requests to orders (prod) failed.',
  runbook_url: 'https://runbooks.example.com/A',
  dashboard_url: 'https://grafana.example.com/d/x?var-service=orders',
};

describe('annotations that arrived', () => {
  it('are those of the rule, filled in', () => {
    expect(textProblems(rule, received)).toEqual([]);
  });

  it.each([
    [
      'a template that was not filled in',
      { description: '{{ $value }} of the requests' },
      'description has "{{"',
    ],
    ['a value that is not there', { description: '<no value> of the requests to orders' }, '<no value>'],
    ['another text', { summary: 'Something else.' }, 'summary is not that of the rule'],
    ['no text at all', { runbook_url: '' }, 'runbook_url is not that of the rule'],
  ])('are told from %s', (_what, wrong, problem) => {
    expect(textProblems(rule, { ...received, ...wrong }).join()).toContain(problem);
  });
});

describe('a message', () => {
  const message = `*A* ${received.summary}\n${received.description}\nRunbook: ${received.runbook_url}`;

  it('says what happened and where to read on', () => {
    expect(messageProblems(rule, message)).toEqual([]);
  });

  it('lacks what it does not say', () => {
    expect(messageProblems(rule, `*A* ${received.summary}`)).toHaveLength(2);
    expect(messageProblems(rule, `${message} NaN`).join()).toContain('has "NaN"');
  });
});
