import { definitions } from './definition';

const CRD = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
  labels: { mine: kept }
spec:
  group: example.com
  names: { kind: Thing }
  versions:
    - name: v1
      schema:
        description: left out
        properties:
          description: { type: string, description: left out }
`;

it('keeps a definition but for the descriptions, and a property of that name', () => {
  expect(definitions(CRD)).toEqual([
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: 'things.example.com',
        labels: { mine: 'kept', 'app.kubernetes.io/part-of': 'gatewatch' },
      },
      spec: {
        group: 'example.com',
        names: { kind: 'Thing' },
        versions: [{ name: 'v1', schema: { properties: { description: { type: 'string' } } } }],
      },
    },
  ]);
});

it('refuses what is no definition, and nothing at all', () => {
  expect(() => definitions(`${CRD}---\nkind: ConfigMap\n`)).toThrow('found ConfigMap');
  expect(() => definitions('')).toThrow('found nothing');
});
