import type { LabelKey, MetricId, ValueOf } from '../../contract';

/** Labels that helpers take under another name than the contract's key in camel case. */
const RENAMED = { tenant: 'tenantId' } as const;

type Camel<K extends string> = K extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : K;

/** Property under which helpers take a label: `error_type` as `errorType`, `tenant` as `tenantId`. */
export type Property<K extends string> = K extends keyof typeof RENAMED ? (typeof RENAMED)[K] : Camel<K>;

/** Labels whose values are numbers to whoever records them. */
type NumberLabel = 'retry_number' | 'status_code';

/** What helpers take as the value of a label: literals of a closed set, booleans where it is true or false. */
export type PropertyValue<I extends MetricId, K extends LabelKey<I>> = [ValueOf<I, K>] extends [
  'true' | 'false',
]
  ? boolean
  : K extends NumberLabel
    ? number
    : ValueOf<I, K>;

/** {@link Property} at run time. */
export function propertyOf(key: string): string {
  return RENAMED[key as keyof typeof RENAMED] ?? camel(key);
}

/** What a property is called on a span: `errorType` as `error_type`, `tenantId` as `tenant_id`. */
export function attributeOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
