/** An image as it is named in a stack file. */
export interface ImageReference {
  /** Host of the registry's API. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** Docker Hub is asked at another host than the one that names its images. */
const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_API = 'registry-1.docker.io';

/**
 * Takes `registry/name:version` apart; a digest is left out.
 * @throws Error if the text is no such name, which it is not in a checked configuration
 */
export function parseReference(image: string): ImageReference {
  const [, registry = '', repository = '', tag = ''] =
    /^([^/]+)\/([^@]+):([^:@/]+)(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  if (tag === '') throw new Error(`"${image}" is no image: expected registry/name:version`);
  return { registry: registry === DOCKER_HUB ? DOCKER_HUB_API : registry, repository, tag };
}
