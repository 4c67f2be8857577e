import { pinOf } from '../pins';
import { buildFlags, goEnvironment } from './flags';

test('flags pin dependencies, cut paths and stamp the version', () => {
  expect(buildFlags(pinOf('tempo'))).toEqual([
    '-mod=readonly',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags',
    '-s -w -checklinkname=0 -X main.Version=1.5.0',
  ]);
});

test("the user's build settings do not reach the build, proxies and caches do", () => {
  const env = goEnvironment({
    GOFLAGS: '-mod=vendor',
    CGO_ENABLED: '1',
    GOTOOLCHAIN: 'auto',
    GOPROXY: 'p',
    GOCACHE: 'c',
  });
  expect(env).toMatchObject({
    GOFLAGS: '',
    CGO_ENABLED: '0',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GOPROXY: 'p',
    GOCACHE: 'c',
  });
});
