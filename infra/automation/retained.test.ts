import { definitionUrns, releaseDefinitions } from './retained';

const CRD = {
  urn: 'urn:crd',
  type: 'kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition',
  retainOnDelete: true,
};
const OTHER = { urn: 'urn:other', type: 'kubernetes:core/v1:ConfigMap', retainOnDelete: true };
const state = { version: 3, deployment: { manifest: 'kept', resources: [CRD, OTHER] } };

it('knows the definitions of a state, and lets go of them alone', () => {
  expect(definitionUrns(state)).toEqual(['urn:crd']);
  expect(releaseDefinitions(state)).toEqual({
    version: 3,
    deployment: { manifest: 'kept', resources: [{ ...CRD, retainOnDelete: false }, OTHER] },
  });
});

it('takes the state of a stack without resources', () => {
  expect(definitionUrns({ version: 3, deployment: {} })).toEqual([]);
});
