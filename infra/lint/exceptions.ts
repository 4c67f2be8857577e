import type { LintException } from '../../alerts/lint';

/** Findings that are right as they are, each with its reason and the last day on which that is taken for granted. */
export const LINT_EXCEPTIONS: readonly LintException[] = [];
