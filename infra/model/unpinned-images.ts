import type { StackConfig } from '../config/schema';

/** Images that are named by a tag alone, which a registry may move; the example's only where it runs. */
export function unpinnedImages({ images, example }: StackConfig): readonly string[] {
  return Object.entries(images)
    .filter(([name, image]) => !image.includes('@sha256:') && (name !== 'example' || example.run))
    .map(([, image]) => image);
}
