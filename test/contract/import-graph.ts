import { cruise } from 'dependency-cruiser';

/** One import, type-only ones included. */
export interface Import {
  /** Path of the importing file under the root. */
  readonly from: string;
  readonly kind: 'file' | 'package' | 'builtin' | 'unresolved';
  /** Path of a file under the root, name of a package, name of a built-in module without `node:`. */
  readonly to: string;
  /** True for `import()` where the code is run. */
  readonly lazy: boolean;
}

/** Every module under some folders, and all that they import. */
export interface ImportGraph {
  readonly modules: readonly string[];
  readonly imports: readonly Import[];
}

/**
 * Reads the imports under `root`. A type inside an `import('…')` expression is not seen: that is how
 * core names the types of the schema library without depending on it.
 */
export async function importGraph(root: string, folders: readonly string[]): Promise<ImportGraph> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir: root,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default'] },
  );
  if (typeof output === 'string') throw new Error(`expected a graph, not ${output}`);
  const modules = output.modules.filter(({ source }) =>
    folders.some((folder) => source.startsWith(`${folder}/`)),
  );
  return {
    modules: modules.map(({ source }) => source),
    imports: modules.flatMap(({ source, dependencies }) =>
      dependencies.map((dependency) => ({
        from: source,
        lazy: dependency.dynamic,
        ...target(dependency),
      })),
    ),
  };
}

function target(dependency: {
  readonly coreModule: boolean;
  readonly couldNotResolve: boolean;
  readonly module: string;
  readonly resolved: string;
}): Pick<Import, 'kind' | 'to'> {
  const { coreModule, couldNotResolve, module, resolved } = dependency;
  if (coreModule) return { kind: 'builtin', to: resolved.replace(/^node:/, '') };
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
  if (!module.startsWith('.')) return { kind: 'package', to: name };
  return { kind: couldNotResolve ? 'unresolved' : 'file', to: resolved };
}
