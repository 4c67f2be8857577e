import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');
const guide = readFileSync(join(__dirname, 'recording.md'), 'utf8');
const examples = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');

/** What the compiler says about files of this code, with the options of this repository. */
function compile(codes: readonly string[]): string[] {
  // Inside the repository, so that the packages of the examples are found.
  const folder = mkdtempSync(join(ROOT, 'docs', '.examples-'));
  try {
    const files = codes.map((code, index) => {
      const file = join(folder, `example-${index}.ts`);
      writeFileSync(file, code);
      return file;
    });
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
      config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const paths = { gatewatch: [join(ROOT, 'instrumentation', 'index.ts')] };
    const program = ts.createProgram(files, { ...options, paths, types: ['node'] });
    return files
      .flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('every example of the guide compiles, and one with a wrong value would not', () => {
  expect(examples.length).toBeGreaterThan(8);
  const wrong = (examples[0] ?? '').replace("'replayed'", "'played again'");
  const problems = compile([...examples, wrong]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('"played again"');
});

it('shows an example of every domain and of every source', () => {
  const code = examples.join('\n');
  const source = readFileSync(join(ROOT, 'instrumentation', 'api', 'telemetry', 'index.ts'), 'utf8');
  const domains = /export const telemetry = \{([^}]*)\}/.exec(source)?.[1]?.match(/\w+/g) ?? [];
  expect(domains.length).toBeGreaterThan(15);
  // Operations have a function of their own.
  expect(domains.filter((name) => name !== 'operation' && !code.includes(`telemetry.${name}.`))).toEqual([]);
  expect(code).toContain('withOperation(');
});
