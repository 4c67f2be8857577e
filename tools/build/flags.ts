import { type ToolPin } from '../pins';

/**
 * Flags of `go build` that decide what comes out. No symbol table (`-s -w`: a third smaller), no local paths
 * (`-trimpath`), no version control stamp (it fails in a checkout of another owner), pinned dependencies only.
 */
export function buildFlags(pin: ToolPin): string[] {
  return [
    '-mod=readonly',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags',
    ['-s', '-w', ...pin.ldflags].join(' '),
  ];
}

/** The environment of `go`: static binaries, the installed toolchain, and none of the user's own build settings. */
export function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    CGO_ENABLED: '0',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOWORK: 'off',
    GO111MODULE: 'on',
  };
}
