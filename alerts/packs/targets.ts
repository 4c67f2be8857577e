/** Labels of what most alerts are about: a service in an environment. */
export const SERVICE = ['service', 'environment'] as const;

/** Labels of one process. */
export const TARGET = ['service', 'environment', 'instance'] as const;

/** `orders (prod)` in a description. */
export const SERVICE_TEXT = '{{ $labels.service }} ({{ $labels.environment }})';
