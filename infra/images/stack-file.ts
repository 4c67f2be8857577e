import { isMap, parseDocument } from 'yaml';
import { CONFIG_NAMESPACE } from '../config/problem';
import type { StackImage } from './stack-images';

/** The text of a stack file with these images; everything else, comments included, stays as it is. */
export function withImages(text: string, images: readonly StackImage[]): string {
  const file = parseDocument(text);
  for (const { path, image } of images) {
    const [first = '', ...rest] = path;
    const key = ['config', `${CONFIG_NAMESPACE}:${String(first)}`];
    if (!isMap(file.getIn(key)) && rest.length === 1) file.setIn(key, file.createNode({}));
    file.setIn([...key, ...rest], image);
  }
  return file.toString({ lineWidth: 0 });
}
