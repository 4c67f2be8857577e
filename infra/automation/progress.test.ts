import type { EngineEvent, OpType } from '@pulumi/pulumi/automation';
import { progress } from './progress';

const URN =
  'urn:pulumi:dev::gatewatch::gatewatch:infra:Grafana$kubernetes:apps/v1:Deployment::deployment/ns/grafana';
const COMPONENT = 'urn:pulumi:dev::gatewatch::gatewatch:infra:Grafana::grafana';

const begin = (op: OpType, urn = URN): EngineEvent =>
  ({ sequence: 0, timestamp: 0, resourcePreEvent: { metadata: { op, urn } } }) as unknown as EngineEvent;
const end = (op: OpType, urn = URN): EngineEvent =>
  ({ sequence: 0, timestamp: 0, resOutputsEvent: { metadata: { op, urn } } }) as unknown as EngineEvent;
const diagnostic = (severity: string, message: string): EngineEvent =>
  ({ sequence: 0, timestamp: 0, diagnosticEvent: { severity, message, urn: URN } }) as unknown as EngineEvent;

it('tells what was done to an object and how long it took, once it is done', () => {
  let clock = 0;
  const { line } = progress(false, () => clock);
  expect(line(begin('create'))).toBeUndefined();
  clock = 3_250;
  expect(line(end('create'))).toBe('  created deployment/ns/grafana  3.3 s');
});

it('tells in a preview what would be done, and once', () => {
  const { line } = progress(true, () => 0);
  expect(line(begin('update'))).toBe('  would update deployment/ns/grafana');
  expect(line(end('update'))).toBeUndefined();
});

it('passes over what stays as it is, and what exists in the state only', () => {
  const { line } = progress(false, () => 0);
  expect(line(end('same'))).toBeUndefined();
  expect(line(end('create', COMPONENT))).toBeUndefined();
});

it('tells warnings and errors once and without colours, and nothing of debugging', () => {
  const { line } = progress(false, () => 0);
  expect(line(diagnostic('warning', '<{%reset%}>careful<{%reset%}>\n'))).toBe(
    '  warning: deployment/ns/grafana: careful',
  );
  expect(line(diagnostic('warning', 'careful'))).toBeUndefined();
  expect(line(diagnostic('debug', 'RegisterResource'))).toBeUndefined();
});
