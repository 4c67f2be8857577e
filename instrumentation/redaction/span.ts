import type { Attributes, SpanContext } from '@opentelemetry/api';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import type { Redactor } from './redactor';

/** The span as it may leave the process: name, status, attributes, events and links. The very span if all may. */
export function redactSpan(span: ReadableSpan, redactor: Redactor): ReadableSpan {
  const name = redactor.text(span.name);
  const attributes = redactor.attributes(withStatement(span.attributes, redactor));
  const { message } = span.status;
  const status = message === undefined ? span.status : withMessage(span.status, redactor.text(message));
  const events = mapped(span.events, (event) => redactEvent(event, redactor));
  const links = mapped(span.links, (link) => withAttributes(link, redactor));
  const spanContext = withoutState(span.spanContext(), redactor);
  const isUnchanged =
    spanContext === undefined &&
    name === span.name &&
    attributes === span.attributes &&
    status === span.status &&
    events === span.events &&
    links === span.links;
  if (isUnchanged) return span;
  const own = spanContext === undefined ? {} : { spanContext: () => spanContext };
  return { ...fieldsOf(span), ...own, name, attributes, status, events, links };
}

/** The context without the vendors' state that a caller sent, if something in that must be hidden; else undefined. */
function withoutState(
  { traceState, ...context }: SpanContext,
  redactor: Redactor,
): Omit<SpanContext, 'traceState'> | undefined {
  const state = traceState?.serialize();
  return state === undefined || redactor.text(state) === state ? undefined : context;
}

/** Attributes that hold a statement, under the names of the stable and of the earlier conventions. */
const STATEMENTS = ['db.query.text', 'db.statement'];

/** The attributes with the literals of a database statement hidden; the very map if there are none. */
function withStatement(attributes: Attributes, redactor: Redactor): Attributes {
  const name = STATEMENTS.find((one) => typeof attributes[one] === 'string');
  if (name === undefined) return attributes;
  const system = String(attributes['db.system.name'] ?? attributes['db.system'] ?? '');
  const before = attributes[name] as string;
  const after = redactor.statement(before, system);
  return after === before ? attributes : { ...attributes, [name]: after };
}

function redactEvent(event: TimedEvent, redactor: Redactor): TimedEvent {
  const name = redactor.text(event.name);
  return withAttributes(name === event.name ? event : { ...event, name }, redactor);
}

function withAttributes<T extends { attributes?: Attributes }>(owner: T, redactor: Redactor): T {
  if (owner.attributes === undefined) return owner;
  const attributes = redactor.attributes(owner.attributes);
  return attributes === owner.attributes ? owner : { ...owner, attributes };
}

function withMessage(status: ReadableSpan['status'], message: string): ReadableSpan['status'] {
  return message === status.message ? status : { ...status, message };
}

/** The list with each element mapped; the very list if no element changed. */
function mapped<T>(list: T[], map: (element: T) => T): T[] {
  if (list.length === 0) return list;
  const after = list.map(map);
  return after.some((element, index) => element !== list[index]) ? after : list;
}

/** Every field of a span; the SDK's span has getters, which a spread would leave behind. */
function fieldsOf(span: ReadableSpan): ReadableSpan {
  const parent = span.parentSpanContext;
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(parent === undefined ? {} : { parentSpanContext: parent }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: span.status,
    attributes: span.attributes,
    links: span.links,
    events: span.events,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}
