import { type AlertsAnswer, AlertsFailure } from './client';

/**
 * The JSON object of an answer.
 * @throws AlertsFailure if it holds none
 */
export function answeredObject({ status, body }: AlertsAnswer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Told below.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AlertsFailure(`the alert operations server answers ${status} without a JSON object`, false);
  }
  return value as Record<string, unknown>;
}
