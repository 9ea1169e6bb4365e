/** A package of NuGet that a file or a tool names. */
export interface NuGetPackage {
  readonly id: string;
  /** Null where it is named without one. */
  readonly version: string | null;
  /** False for a package that another one brought; null where the file does not tell. */
  readonly direct: boolean | null;
  /** 0-100: how sure the version is. */
  readonly confidence: number;
  readonly remark?: string;
}

/** What a file says, or why it says nothing. */
export type NuGetReading =
  | {
      readonly ok: true;
      readonly packages: readonly NuGetPackage[];
      /** Target frameworks: `net8.0`, `net48`. */
      readonly frameworks: readonly string[];
      readonly remarks?: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** NuGet’s ids have at most 100 characters (https://learn.microsoft.com/nuget/reference/nuspec#id). */
export function isPackageId(id: string): boolean {
  return /^[\w.-]{1,100}$/.test(id);
}

/** Short name of a target framework: `.NETCoreApp,Version=v8.0/linux-x64` is `net8.0`, `.NETFramework,Version=v4.8` is `net48`. */
export function frameworkName(moniker: string): string {
  const [name = ''] = moniker.split('/');
  const [, family = '', version = ''] =
    /^\.(NETCoreApp|NETFramework|NETStandard),Version=v(\d{1,3}(?:\.\d{1,3}){0,2})$/i.exec(
      name.trim(),
    ) ?? [];
  switch (family.toLowerCase()) {
    case 'netcoreapp':
      return `${Number(version.split('.')[0]) >= 5 ? 'net' : 'netcoreapp'}${version}`;
    case 'netframework':
      return `net${version.replaceAll('.', '')}`;
    case 'netstandard':
      return `netstandard${version}`;
    default:
      return name.trim().toLowerCase();
  }
}
