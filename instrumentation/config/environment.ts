import type { Environment, Preset } from '../contract';
import type { Reader } from './reader';
import { serviceVariables } from './service-variables';

/** Where a gateway runs that says nothing about it. */
export const DEVELOPMENT: Environment = 'development';

/** OpenTelemetry's name of the attribute, and its name before 1.27 of the conventions. */
const ATTRIBUTES = ['deployment.environment.name', 'deployment.environment'] as const;

/** Usual short forms. */
const SHORT: Readonly<Record<string, Environment>> = {
  dev: 'development',
  test: 'development',
  stage: 'staging',
  prod: 'production',
};

/** Where the gateway runs, as its environment variables state it. */
export function stated(reader: Reader): string | undefined {
  const { environment, nodeEnvironment, resource } = serviceVariables;
  return reader.find(environment) ?? environmentOf(reader.get(resource)) ?? reader.find(nodeEnvironment);
}

/** Where a gateway with these resource attributes runs. */
export function environmentOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return ATTRIBUTES.map((name) => attributes[name]).find((value) => value !== undefined);
}

/** The attributes of a preset that name another environment than the one stated, put right. */
export function environmentAttributes(
  { resource = {} }: Preset,
  environment: string | undefined,
): Readonly<Record<string, string>> {
  if (environment === undefined) return {};
  const names = ATTRIBUTES.filter((name) => name in resource);
  return Object.fromEntries(names.map((name) => [name, environment]));
}

/**
 * What a preset has for the environment that is stated. Without a statement that of development: what goes to a host of
 * the production system has to be asked for.
 */
export function forEnvironment<T>(
  values: Readonly<Partial<Record<Environment, T>>> | undefined,
  environment: string | undefined,
): T | undefined {
  const name = environment?.toLowerCase() ?? DEVELOPMENT;
  return values?.[(SHORT[name] ?? name) as Environment];
}
