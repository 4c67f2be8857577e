import { readFileSync } from 'node:fs';
import type { TlsFiles } from '../config/types';

/** PEM texts for a TLS connection; undefined where the system's roots, or no client certificate, are meant. */
export interface TlsMaterial {
  readonly ca: Buffer | undefined;
  readonly key: Buffer | undefined;
  readonly cert: Buffer | undefined;
}

/** Reads the files of the configuration. Throws an error that names the variable's purpose and the file. */
export function readTlsFiles(files: TlsFiles): TlsMaterial {
  return {
    ca: read('certificate', files.certificate),
    key: read('client key', files.clientKey),
    cert: read('client certificate', files.clientCertificate),
  };
}

function read(purpose: string, path: string | undefined): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`cannot read the ${purpose} of the export: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
