import { createHash } from 'node:crypto';
import type { ImageReference } from './reference';

/** What a registry says of a tag: the digest of what it stands for now, or why it cannot be known. */
export type Resolved = { readonly digest: string } | { readonly reason: string };

/** Manifests of one image and of an image for several platforms (OCI and Docker). */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const TIMEOUT_MS = 15_000;

/**
 * Asks a registry what a tag stands for (OCI distribution specification). The digest is computed from the manifest that it
 * sends, so a wrong answer is not written down.
 */
export async function resolveDigest(image: ImageReference): Promise<Resolved> {
  const url = `${schemeOf(image.registry)}://${image.registry}/v2/${image.repository}/manifests/${image.tag}`;
  try {
    let answer = await ask(url);
    const challenge = answer.headers.get('www-authenticate');
    if (answer.status === 401 && challenge !== null) {
      answer = await ask(url, await anonymousToken(challenge));
    }
    if (!answer.ok) return { reason: `${image.registry} answered ${answer.status}` };
    const manifest = Buffer.from(await answer.arrayBuffer());
    const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
    const announced = answer.headers.get('docker-content-digest');
    return announced === null || announced === digest
      ? { digest }
      : { reason: `${image.registry} announced ${announced} and sent ${digest}` };
  } catch (error) {
    return { reason: `${image.registry} cannot be asked: ${reasonOf(error)}` };
  }
}

/** A registry on this machine speaks no TLS, as Docker takes it, too. */
function schemeOf(registry: string): 'http' | 'https' {
  return /^(localhost|127\.0\.0\.1)(:|$)/.test(registry) ? 'http' : 'https';
}

function ask(url: string, token?: string): Promise<Response> {
  return fetch(url, {
    headers: { accept: MANIFESTS, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

/** Public images are read with a token that everybody gets; the answer to the first request says where. */
async function anonymousToken(challenge: string): Promise<string> {
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value] as const),
  );
  const realm = parameters.get('realm');
  if (realm === undefined || !/^bearer /i.test(challenge)) {
    throw new Error(`it asks for a login (${challenge.split(' ')[0] ?? ''})`);
  }
  const url = new URL(realm);
  for (const name of ['service', 'scope']) {
    const value = parameters.get(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url.host} gave no token (${answer.status})`);
  const body = (await answer.json()) as { readonly token?: string; readonly access_token?: string };
  const token = body.token ?? body.access_token;
  if (token === undefined) throw new Error(`${url.host} gave no token`);
  return token;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
