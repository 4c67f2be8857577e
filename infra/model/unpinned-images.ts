import type { StackConfig } from '../config/schema';
import { stackImages } from '../images/stack-images';

/** Images that are named by a tag alone, which a registry may move; the example's only where it runs. */
export function unpinnedImages(config: StackConfig): readonly string[] {
  return stackImages(config)
    .map(({ image }) => image)
    .filter((image) => !image.includes('@sha256:'));
}
