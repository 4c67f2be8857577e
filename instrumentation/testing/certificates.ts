import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Self-signed certificates in a folder of their own, each its own root. */
export interface Certificates {
  /** Paths of the files of a certificate for 127.0.0.1, made on first use. */
  files(name: string): { readonly key: string; readonly cert: string };
  /** The same, read. */
  texts(name: string): { readonly key: Buffer; readonly cert: Buffer };
  remove(): void;
}

/** Makes certificates with openssl. */
export function certificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-tls-'));
  const made = new Set<string>();
  const files = (name: string) => {
    const paths = { key: join(folder, `${name}.key`), cert: join(folder, `${name}.pem`) };
    if (!made.has(name)) {
      const args = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ];
      const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync('openssl', [...args, ...subject, '-keyout', paths.key, '-out', paths.cert], {
        stdio: 'pipe',
      });
      made.add(name);
    }
    return paths;
  };
  return {
    files,
    texts: (name) => ({ key: readFileSync(files(name).key), cert: readFileSync(files(name).cert) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
