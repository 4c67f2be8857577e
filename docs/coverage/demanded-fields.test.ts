import { demandedFields } from './demanded-fields';

test('names, braces in braces, lists', () => {
  expect(
    demandedFields('fields: timestamp, summary.{total, of.{a, b}}, alerts[].{name, labels.service}, count'),
  ).toEqual([
    'timestamp',
    'summary.total',
    'summary.of.a',
    'summary.of.b',
    'alerts[].name',
    'alerts[].labels.service',
    'count',
  ]);
});

test('what follows in words is no field, and a demand may name none', () => {
  expect(demandedFields('fields: status, message; the message names the alert and the user')).toEqual([
    'status',
    'message',
  ]);
  expect(demandedFields('fields: p50, p95, p99, each calculated from the latency histogram')).toEqual([
    'p50',
    'p95',
    'p99',
  ]);
  expect(demandedFields('body: the current trace context')).toEqual([]);
});
