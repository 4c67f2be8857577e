import { modelOf } from '../testing/stacks';
import { unpinnedImages } from './unpinned-images';

it('lists images without a digest, the example only where it runs', () => {
  const { config } = modelOf('prod');
  const pinned = `docker.io/grafana/loki:3.7.8@sha256:${'0'.repeat(64)}`;
  const images = { ...config.images, loki: pinned };
  expect(unpinnedImages({ ...config, images })).toContain(config.images.tempo);
  expect(unpinnedImages({ ...config, images })).not.toContain(pinned);
  expect(unpinnedImages(config)).not.toContain(config.images.example);
  const example = { ...config.example, run: true };
  expect(unpinnedImages({ ...config, example })).toContain(config.images.example);
});
