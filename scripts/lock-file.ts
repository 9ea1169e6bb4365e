interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The lock file with an entry for every platform's variant of a tool. npm leaves out those that the
 * registry at hand does not offer, and then refuses the lock file (`npm ci`) for the lack of them.
 * An entry for another platform is never fetched; it only has to say which one it is for.
 */
export function completeLockFile(text: string): string {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(text);
  const missing = missingVariants(lock.packages);
  if (missing.length === 0) return text;
  const packages = Object.fromEntries(
    [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return `${JSON.stringify({ ...lock, packages }, null, 2)}\n`;
}

function missingVariants(packages: Readonly<Record<string, LockedPackage>>) {
  return Object.entries(packages).flatMap(([parent, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !(`node_modules/${name}` in packages))
      .filter(([name]) => !(`${parent}/node_modules/${name}` in packages))
      .map(([name, version]) => [`node_modules/${name}`, variant(name, version, dev)] as const),
  );
}

/** An entry drawn from the name, such as `@swc/core-linux-arm64-musl`. */
function variant(name: string, version: string, dev = false) {
  const os = /aix|android|darwin|freebsd|linux|openharmony|sunos|win32/.exec(name)?.[0];
  const cpu = /arm64|x64|ia32|arm|loong64|ppc64|riscv64|s390x|wasm32/.exec(name)?.[0];
  return {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev } : {}),
    ...(name.includes('musl') ? { libc: ['musl'] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
