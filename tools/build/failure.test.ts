import { explainFailure, isPackage, isProgress, lastLines, ToolBuildError } from './failure';

describe('lastLines', () => {
  test('leaves out downloads and compiled packages', () => {
    const heard = [
      'go: downloading github.com/x/y v1.0.0',
      'github.com/x/y/internal/z',
      '# github.com/x/y',
      '',
      'y.go:3:2: undefined: q',
    ];
    expect(lastLines(heard)).toEqual(['# github.com/x/y', 'y.go:3:2: undefined: q']);
  });

  test('keeps the last 15', () => {
    const heard = Array.from({ length: 40 }, (_, i) => `error ${i}`);
    expect(lastLines(heard)).toEqual(heard.slice(25));
  });
});

test('package paths are told from messages', () => {
  expect(['fmt', 'github.com/x/y-z/v3', 'gopkg.in/yaml.v3', '_/home/x'].every(isPackage)).toBe(true);
  expect(isPackage('note: module requires Go 1.30')).toBe(false);
  expect(isProgress('go: downloading a v1')).toBe(true);
  expect(isProgress('go: a@v1: 403 Forbidden')).toBe(false);
});

describe('explainFailure', () => {
  test.each([
    ['write /x/cache/ab: no space left on device', 'free disk space'],
    ['ENOSPC: no space left on device, mkdir', 'free disk space'],
    ['open /usr/share/x: permission denied', 'a folder which this user may write to'],
    ['verifying a@v1: checksum mismatch', 'go clean -modcache'],
    ['go: go.mod requires go >= 1.26.5 (running go 1.24.0; GOTOOLCHAIN=local)', 'install the Go version'],
    ['compile: version "go1.26.1" does not match go tool version "go1.26.8"', 'unset GOROOT'],
    ['missing go.sum entry for module providing package x', 'restore tools/modules'],
    ['reading https://goproxy.example/x.zip: 403 Forbidden', 'does not serve this module'],
    ['dial tcp: lookup goproxy.example: no such host', 'could not be reached'],
    ['link: signal: killed', 'ran out of memory'],
  ])('%s', (line, advice) => {
    expect(explainFailure(['before', line], 'go build x')).toContain(advice);
  });

  test('a full disk is the cause, whatever fails because of it', () => {
    const lines = ['dial tcp: i/o timeout', 'x: no space left on device'];
    expect(explainFailure(lines, '')).toContain('free disk space');
  });

  test('what nobody foresaw is left to the lines and the command', () => {
    expect(explainFailure(['y.go:3:2: undefined: q'], 'go build x')).toBe(
      'see the lines above; to try it by hand: go build x',
    );
  });
});

test('the error shows tool, step, lines and advice', () => {
  expect(new ToolBuildError('loki', 'go build', ['a', 'b'], 'do this.').message).toBe(
    'loki: go build failed.\n  | a\n  | b\nWhat to do: do this.',
  );
});
