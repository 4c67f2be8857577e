export { boards } from './boards';
export { uncharted, UNCHARTED } from './coverage';
export type {
  Board,
  BoardContext,
  BoardScope,
  DatasourceKind,
  ExpectedPanel,
  ExpectedTarget,
  FolderName,
} from './kit/board';
export { annotationQueries, type VariableQuery, variableQueries } from './kit/board-queries';
export { checkBoards, type Problem, type Rule } from './kit/check';
export { rateInterval } from './kit/duration';
export { interpolate, type QueryTime, type VariableValues } from './kit/interpolate';
export { expectedTargets, panels, type Target, targets } from './kit/targets';
export { ALL_VARIABLES, type VariableName, VARIABLES } from './kit/variable-names';
export { boardFiles, boardJson } from './provisioning/board-files';
export { type Endpoints, provisioning, type ProvisioningOptions } from './provisioning';
export { type Answer, shownCount } from './query/answer';
export { ask, type Asking, queryOf } from './query/ask';
export { type Choice, resolveVariables, variableValues } from './query/variables';
export { type LintProblem, lintBoards } from './lint';
export { timeRange } from './query/range';
export { datasources } from './provisioning/datasources';
