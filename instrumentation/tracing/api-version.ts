import { createRequire } from 'node:module';

/** Where all copies of `@opentelemetry/api` of major version 1 find what is registered. */
const GLOBAL_API = Symbol.for('opentelemetry.js.api.1');
type Registered = { [GLOBAL_API]?: { version: string } };

/** Version of the API under which an SDK is registered in this process, if one is. */
export function registeredApiVersion(): string | undefined {
  return (globalThis as Registered)[GLOBAL_API]?.version;
}

/**
 * Whether a copy of the API uses what another one has registered: it refuses what is older than itself by a minor
 * version, for it may lack what the copy needs. (The rule of the API's own `isCompatible`, for releases.)
 */
export function canRead(copy: string, registered: string): boolean {
  const [major, minor] = parts(copy);
  const [registeredMajor, registeredMinor] = parts(registered);
  return major === registeredMajor && minor <= registeredMinor;
}

/**
 * Lets a newer copy of the API that the gateway has installed use what the preload has registered. What it would miss
 * is what a minor version adds to the interfaces; without this it would make no-op spans and say nothing.
 * To be called when everything is registered: after it the preload's own copy can register no more.
 * @param script the gateway's entry, from where its copy is looked for
 * @param versionAt version of the package that a file belongs to
 */
export function admitNewerApi(
  script: string | undefined,
  versionAt: (file: string) => string | undefined,
): string | undefined {
  const api = (globalThis as Registered)[GLOBAL_API];
  if (api === undefined || script === undefined) return undefined;
  const version = versionAt(resolveFrom(script) ?? '');
  if (version === undefined || canRead(version, api.version)) return undefined;
  if (parts(version)[0] !== parts(api.version)[0]) return undefined;
  api.version = version;
  return version;
}

function resolveFrom(script: string): string | undefined {
  try {
    return createRequire(script).resolve('@opentelemetry/api');
  } catch {
    return undefined;
  }
}

function parts(version: string): [major: number, minor: number] {
  const [major = '', minor = ''] = version.split('.');
  return [Number(major), Number(minor)];
}
