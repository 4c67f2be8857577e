import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Kinds of components, as the builder's manifest and the collector's configuration spell them. */
export const COMPONENT_KINDS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;

export type ComponentKind = (typeof COMPONENT_KINDS)[number];

interface ModuleLine {
  /** `module/path v1.2.3` */
  readonly gomod: string;
}

/** The OpenTelemetry Collector Builder's format, as far as we use it. */
export type CollectorManifest = {
  readonly dist: { readonly module: string; readonly name: string; readonly version: string } & Readonly<
    Record<string, unknown>
  >;
} & Readonly<Partial<Record<ComponentKind | 'providers', readonly ModuleLine[]>>>;

/** A Go module at a version. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

export const MANIFEST_PATH = join(__dirname, 'manifest.yaml');

/** Reads the distribution's manifest. Throws if it is not YAML. */
export function readManifest(path: string = MANIFEST_PATH): CollectorManifest {
  return parse(readFileSync(path, 'utf8')) as CollectorManifest;
}

/** Modules of one kind, in the manifest's order. */
export function modulesOf(manifest: CollectorManifest, kind: ComponentKind | 'providers'): ModuleVersion[] {
  return (manifest[kind] ?? []).map(({ gomod }) => {
    const [path = '', version = ''] = gomod.split(' ');
    return { path, version };
  });
}

/** Every module that the manifest names. */
export function manifestModules(manifest: CollectorManifest): ModuleVersion[] {
  return ([...COMPONENT_KINDS, 'providers'] as const).flatMap((kind) => modulesOf(manifest, kind));
}
