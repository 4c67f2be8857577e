import { podsOf } from '../pods';
import type { PolicyRule } from '../rule';
import type { Manifest } from '../../model/wiring/shape';

const TAG = /:(?!latest(?:@|$))[A-Za-z0-9_][A-Za-z0-9._-]*(?:@sha256:[0-9a-f]{64})?$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

function imagesOf(objects: readonly Manifest[]): { readonly at: string; readonly image: string }[] {
  return podsOf(objects).flatMap(({ owner, pod, object }) => {
    const own = (object as { spec?: { image?: string } }).spec?.image;
    return [
      ...(own === undefined ? [] : [{ at: owner, image: own }]),
      ...(pod.containers ?? []).map(({ name, image = '' }) => ({ at: `${owner}: container ${name}`, image })),
    ];
  });
}

export const exactImages: PolicyRule = {
  name: 'images-are-exact',
  description: 'Each image has a version that is not `latest`.',
  level: 'mandatory',
  check: (objects) =>
    imagesOf(objects)
      .filter(({ image }) => !TAG.test(image))
      .map(({ at, image }) => `${at}: image is "${image}": expected an exact version such as :v3.7.3`),
};

export const pinnedImages: PolicyRule = {
  name: 'images-are-pinned',
  description: 'Each image has a digest, so that what runs is what was tried.',
  level: 'advisory',
  check: (objects) =>
    imagesOf(objects)
      .filter(({ image }) => !DIGEST.test(image))
      .map(
        ({ at, image }) =>
          `${at}: image ${image} has no digest: run npm run images where a registry is reachable`,
      ),
};
