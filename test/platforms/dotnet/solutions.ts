/** Text of an SDK-style project. */
export function csproj(
  items: string,
  properties = '<TargetFramework>net8.0</TargetFramework>',
): string {
  return `<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>${properties}</PropertyGroup>\n  <ItemGroup>${items}</ItemGroup>\n</Project>\n`;
}

/** Text of a project of before SDKs, with byte order mark and namespace. */
export function oldCsproj(frameworkVersion: string): string {
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">\n  <PropertyGroup><TargetFrameworkVersion>${frameworkVersion}</TargetFrameworkVersion></PropertyGroup>\n  <ItemGroup><Reference Include="Harbour.Web, Version=1.0.0.0"><HintPath>..\\packages\\x.dll</HintPath></Reference></ItemGroup>\n</Project>\n`;
}

/** Text of a `packages.lock.json`. */
export function packagesLock(rows: Readonly<Record<string, object>>, target = 'net8.0'): string {
  return JSON.stringify({ version: 2, dependencies: { [target]: rows } });
}

/** Text of an `<app>.deps.json`; `direct` names what the application itself asks for. */
export function depsJson(
  libraries: Readonly<Record<string, string>>,
  direct: readonly string[],
  target = '.NETCoreApp,Version=v8.0',
): string {
  const dependencies = Object.fromEntries(direct.map((id) => [id, libraries[id] ?? '0.0.0']));
  return JSON.stringify({
    runtimeTarget: { name: target, signature: '' },
    targets: { [target]: { 'Harbour/1.0.0': { dependencies, runtime: { 'Harbour.dll': {} } } } },
    libraries: {
      'Harbour/1.0.0': { type: 'project', serviceable: false, sha512: '' },
      ...Object.fromEntries(
        Object.entries(libraries).map(([id, version]) => [
          `${id}/${version}`,
          { type: 'package', serviceable: true, sha512: 'sha512-AA==' },
        ]),
      ),
    },
  });
}

/** Text of an `<app>.runtimeconfig.json`. */
export function runtimeConfig(version: string, selfContained = false): string {
  const frameworks = [
    { name: 'Microsoft.NETCore.App', version },
    { name: 'Microsoft.AspNetCore.App', version },
  ];
  const tfm = `net${version.split('.').slice(0, 2).join('.')}`;
  return JSON.stringify({
    runtimeOptions: selfContained ? { tfm, includedFrameworks: frameworks } : { tfm, frameworks },
  });
}

/** Output of `dotnet list package --format json` for one project. */
export function packageList(
  topLevelPackages: readonly object[],
  {
    transitivePackages,
    problems,
    parameters = '',
  }: {
    readonly transitivePackages?: readonly object[];
    readonly problems?: readonly object[];
    readonly parameters?: string;
  } = {},
): string {
  const empty = topLevelPackages.length === 0 && transitivePackages === undefined;
  return JSON.stringify({
    version: 1,
    parameters,
    ...(problems ? { problems } : {}),
    sources: ['https://api.nuget.org/v3/index.json'],
    projects: [
      {
        path: '/srv/src/Harbour/Harbour.csproj',
        ...(empty
          ? {}
          : {
              frameworks: [
                {
                  framework: 'net8.0',
                  topLevelPackages,
                  ...(transitivePackages ? { transitivePackages } : {}),
                },
              ],
            }),
      },
      { path: '/srv/src/Empty/Empty.csproj' },
    ],
  });
}
