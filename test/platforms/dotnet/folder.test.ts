import { expect, test } from 'vitest';
import dotnet from '../../../src/platforms/dotnet.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { siteTree } from '../../support/site-tree.ts';
import { csproj, depsJson, oldCsproj, packagesLock, runtimeConfig } from './solutions.ts';

async function inventory(files: Readonly<Record<string, string>>) {
  const folder = await siteTree(files);
  return inventoryOf({ modules: [dotnet], access: { folder, routes: ['folder'] } });
}

test('a lock file is believed before the project that asks', async () => {
  const found = await inventory({
    'src/Harbour/Harbour.csproj': csproj('<PackageReference Include="Gull.Core" Version="2.0" />'),
    'src/Harbour/packages.lock.json': packagesLock({
      'Gull.Core': { type: 'Direct', requested: '[2.0, )', resolved: '2.4.1', contentHash: 'A==' },
      'Gull.Wing': { type: 'Transitive', resolved: '1.0.0' },
      'Gull.Central': { type: 'CentralTransitive', requested: '[3.0, )', resolved: '3.0.0' },
      'harbour.core': { type: 'Project', dependencies: {} },
    }),
  });
  expect(lines(found)).toEqual([
    'package/Gull.Central 3.0.0 active folder 97',
    'package/Gull.Core 2.4.1 active folder 97',
    'package/Gull.Wing 1.0.0 active folder 97',
    'runtime/dotnet 8.0 active folder 60',
  ]);
  expect(found.components.map(({ slug, direct }) => [slug, direct])).toEqual([
    ['Gull.Core', true],
    ['Gull.Wing', false],
    ['Gull.Central', false],
    ['dotnet', undefined],
  ]);
});

test('published output tells what runs, and whether it brings its own .NET', async () => {
  const shared = {
    'Harbour.deps.json': depsJson({ 'Gull.Core': '2.4.1', 'Gull.Wing': '1.0.0' }, ['Gull.Core']),
    'Harbour.runtimeconfig.json': runtimeConfig('8.0.0'),
  };
  expect(lines(await inventory(shared))).toEqual([
    'package/Gull.Core 2.4.1 active folder 97',
    'package/Gull.Wing 1.0.0 active folder 97',
    'runtime/dotnet 8.0 active folder 60',
  ]);
  const own = await inventory({
    ...shared,
    'Harbour.runtimeconfig.json': runtimeConfig('8.0.11', true),
  });
  expect(own.components.find(({ kind }) => kind === 'runtime')).toMatchObject({
    version: '8.0.11',
    confidence: 95,
    remark: expect.stringContaining('brings its own .NET'),
  });
});

test('a project’s own, central, overridden and global versions are joined, properties replaced', async () => {
  const found = await inventory({
    'Directory.Build.props': `<Project><PropertyGroup>
      <GullVersion>2.3.4</GullVersion><WingVersion>$(GullVersion)</WingVersion>
      <TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>`,
    'Directory.Packages.props': `<Project><PropertyGroup>
      <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup>
      <PackageVersion Include="Gull.Core" Version="$(gullversion)" />
      <PackageVersion Include="Gull.Beak" Version="1.0.0" />
      <PackageVersion Include="Gull.Unused" Version="9.9.9" />
      <GlobalPackageReference Include="Gull.Analyzers" Version="[1.2.3]" />
      </ItemGroup></Project>`,
    'src/Harbour/Harbour.csproj': csproj(
      `<PackageReference Include="Gull.Core" />
       <PackageReference Include="Gull.Wing"><Version>$(WingVersion)</Version></PackageReference>
       <PackageReference Include="Gull.Beak" VersionOverride="1.5.0" />
       <PackageReference Include="Gull.Tail" />
       <PackageReference Update="Gull.Tail" Version="4.0.0" />
       <PackageReference Include="Gull.Nest" Version="$(NestVersion)" />`,
      '',
    ),
  });
  expect(lines(found)).toEqual([
    'package/Gull.Analyzers 1.2.3 active folder 85',
    'package/Gull.Beak 1.5.0 active folder 65',
    'package/Gull.Core 2.3.4 active folder 65',
    'package/Gull.Nest ? active folder 0',
    'package/Gull.Tail 4.0.0 active folder 65',
    'package/Gull.Wing 2.3.4 active folder 65',
    'runtime/dotnet 10.0 active folder 60',
  ]);
  expect(found.components.find(({ slug }) => slug === 'Gull.Nest')?.remark).toBe(
    'Its version is $(NestVersion), which these files do not set',
  );
});

test('ranges and floating versions are their least, with less confidence under a condition', async () => {
  const found = await inventory({
    'Harbour.csproj': csproj(`
      <PackageReference Include="Gull.Range" Version="[1.0,2.0)" />
      <PackageReference Include="Gull.Float" Version="6.*" Condition="'$(Configuration)' == 'Release'" />
      <PackageReference Include="Gull.Any" Version="*" />
      <PackageReference Include="Gull.Upper" Version="(,1.0]" />
      <PackageReference Include="Gull.Odd" Version="newest" />`),
  });
  expect(lines(found)).toEqual([
    'package/Gull.Any ? active folder 0',
    'package/Gull.Float 6.0 active folder 50',
    'package/Gull.Odd ? active folder 0',
    'package/Gull.Range 1.0 active folder 65',
    'package/Gull.Upper ? active folder 0',
    'runtime/dotnet 8.0 active folder 60',
  ]);
});

test('an old site of .NET Framework is read by its packages.config', async () => {
  const found = await inventory({
    'Web/Web.csproj': oldCsproj('v4.8'),
    'Web/packages.config':
      '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<packages>\n  <package id="Gull.Mvc" version="1.8.0.0" targetFramework="net48" />\n</packages>',
  });
  expect(lines(found)).toEqual([
    'package/Gull.Mvc 1.8.0.0 active folder 90',
    'runtime/dotnetfx 4.8 active folder 70',
  ]);
});

test('several projects are one inventory: the lowest version counts, the others are named', async () => {
  const found = await inventory({
    'a/A.csproj': csproj('<PackageReference Include="Gull.Core" Version="[2.0.0]" />'),
    'b/B.csproj': csproj('<PackageReference Include="gull.core" Version="[1.9.0]" />'),
  });
  expect(found.components).toMatchObject([
    {
      version: '1.9.0',
      remark: 'Versions differ: 2.0.0 in A.csproj, 1.9.0 in B.csproj',
    },
    { slug: 'dotnet' },
  ]);
});

test('what restore resolved is taken where there is no lock', async () => {
  const found = await inventory({
    'Harbour.csproj': csproj('<PackageReference Include="Gull.Core" Version="2.0" />'),
    'obj/project.assets.json': JSON.stringify({
      version: 3,
      targets: { 'net8.0': {} },
      libraries: { 'Gull.Core/2.4.1': { type: 'package' }, 'X/1.0.0': { type: 'project' } },
      project: { frameworks: { 'net8.0': { dependencies: { 'Gull.Core': {} } } } },
    }),
  });
  expect(lines(found)).toContain('package/Gull.Core 2.4.1 active folder 90');
});

test('XML with a DOCTYPE is refused, and the other projects stand', async () => {
  const found = await inventory({
    'a/A.csproj': `<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n${csproj('')}`,
    'b/packages.config': '<packages><package id="Gull.Core" version="1.0.0"/></packages>',
  });
  expect(lines(found)).toEqual(['package/Gull.Core 1.0.0 active folder 90']);
  expect(found.remarks).toEqual([
    { about: 'a/A.csproj', message: 'The file declares a DOCTYPE and was not read' },
  ]);
});

test('a lock of 50 MB, or one in conflict, gives way to the project', async () => {
  const project = csproj('<PackageReference Include="Gull.Core" Version="[2.0.0]" />');
  const found = await inventory({
    'a/A.csproj': project,
    'a/packages.lock.json': ' '.repeat(50 * 1024 * 1024),
    'b/B.csproj': project,
    'b/packages.lock.json': '{\n  "version": 1,\n<<<<<<< HEAD\n',
  });
  expect(lines(found)).toContain('package/Gull.Core 2.0.0 active folder 85');
  expect(found.remarks).toEqual([
    { about: 'a/packages.lock.json', message: 'The file is bigger than 16 MB and was not read' },
    {
      about: 'b/packages.lock.json',
      message: 'The file has merge-conflict markers from line 3; resolve the merge',
    },
  ]);
});

test.each([
  ['an empty folder', {}, 'holds no project'],
  ['a project that is no XML', { 'A.csproj': '{"a": 1}' }, 'A.csproj: The file is no'],
])('%s is a route that failed', async (_, files, reason) => {
  const found = await inventory(files);
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
});

test('a folder that is not there is a route that failed', async () => {
  const found = await inventoryOf({
    modules: [dotnet],
    access: { folder: '/srv/nowhere', routes: ['folder'] },
  });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('/srv/nowhere cannot be opened') },
  ]);
});
