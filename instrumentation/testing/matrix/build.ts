import { build } from 'esbuild';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The same gateways as the module systems have them. */
export const MODULE_SYSTEMS = ['cjs', 'esm', 'bundle'] as const;
export type ModuleSystem = (typeof MODULE_SYSTEMS)[number];

/** Packages that frameworks load only if they are there. */
const OPTIONAL = [
  '@nestjs/microservices*',
  '@nestjs/websockets*',
  'class-*',
  '@fastify/static',
  '@fastify/view',
];

/**
 * Makes the gateways of a folder into a program of each module system and returns their paths: CommonJS that requires
 * its packages, ES modules as they are written, and one file that holds all of it.
 */
export async function buildGateways(folder: string): Promise<Readonly<Record<ModuleSystem, string>>> {
  // Inside the folder, so that packages are found from there.
  const out = join(folder, 'generated');
  await mkdir(out, { recursive: true });
  const sources = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  await build({
    entryPoints: sources.map((name) => join(folder, name)),
    outdir: out,
    format: 'cjs',
    platform: 'node',
    outExtension: { '.js': '.cjs' },
    // Each file asks for its neighbours by the name that they have now.
    bundle: true,
    packages: 'external',
    plugins: [
      {
        name: 'neighbours',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^\.\/.*\.mjs$/ }, ({ path }) => ({
            path: path.replace(/mjs$/, 'cjs'),
            external: true,
          }));
        },
      },
    ],
  });
  const bundle = join(out, 'bundle.cjs');
  await build({
    entryPoints: [join(folder, 'gateways.mjs')],
    outfile: bundle,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: OPTIONAL,
    logLevel: 'error',
  });
  return { cjs: join(out, 'gateways.cjs'), esm: join(folder, 'gateways.mjs'), bundle };
}
