// Holds JSON to a TypeScript type.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = path.dirname(fileURLToPath(import.meta.url));
const OPTIONS = { strict: true, noEmit: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

// What does not fit the type of this name in ./grafana.ts: for each value a list of sentences.
export function misfits(type, values) {
  // Files that are never written: only the compiler sees them.
  const sources = new Map(values.map((value, index) => [path.join(here, `value${index}.ts`),
    `import type { ${type} } from './grafana';\nexport const value: ${type} = ${JSON.stringify(value, null, 1)};`]));
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile;
  host.getSourceFile = (name, target, ...rest) =>
    (sources.has(name) ? ts.createSourceFile(name, sources.get(name), target) : read(name, target, ...rest));
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  const faults = (name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(({ file, start, messageText }) =>
    `${file.text.slice(start, start + 60).split('\n')[0]}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  const inTypes = faults(path.join(here, 'grafana.ts'));
  if (inTypes.length > 0) throw new Error(inTypes.join('\n'));
  return [...sources.keys()].map(faults);
}
