import { expect, test } from 'vitest';
import dotnet from '../../../src/platforms/dotnet.ts';
import { inventoryOf, lines } from '../../support/inventory.ts';
import { savedOutput, type ToolAnswer, tool } from '../../support/site-tree.ts';
import { depsJson, packageList } from './solutions.ts';

async function byCommand(answers: Readonly<Record<string, ToolAnswer>>) {
  const commands = { dotnet: await tool(answers) };
  return inventoryOf({ modules: [dotnet], access: { commands, routes: ['command'] } });
}

async function byFiles(saved: Readonly<Record<string, string>>) {
  const files = await savedOutput(saved);
  return inventoryOf({ modules: [dotnet], access: { files, routes: ['files'] } });
}

const runtimes = `Microsoft.AspNetCore.App 8.0.23 [/usr/share/dotnet/shared/Microsoft.AspNetCore.App]
Microsoft.NETCore.App 8.0.23 [/usr/share/dotnet/shared/Microsoft.NETCore.App]
Microsoft.NETCore.App 10.0.2 [C:\\Program Files\\dotnet\\shared\\Microsoft.NETCore.App]
Microsoft.WindowsDesktop.App 9.0.1 [C:\\Program Files\\dotnet\\shared\\x]
`;
const core = { id: 'Gull.Core', requestedVersion: '2.0.0', resolvedVersion: '2.0.0' };
const own = { id: 'Harbour.Private', requestedVersion: '1.0.0', resolvedVersion: '1.0.0' };
const wing = { id: 'Gull.Wing', resolvedVersion: '1.1.0' };
const plain = packageList([core, own], { transitivePackages: [wing] });
const outdated = packageList(
  [
    { ...core, latestVersion: '3.1.0' },
    { ...own, latestVersion: 'Not found at the sources' },
  ],
  { parameters: '--outdated --include-transitive' },
);
const vulnerable = packageList([], {
  transitivePackages: [
    {
      ...wing,
      vulnerabilities: [
        { severity: 'High', advisoryurl: 'https://github.com/advisories/GHSA-1111-2222-3333' },
        { severity: 'Odd', advisoryurl: 'https://advisories.example/7' },
      ],
    },
  ],
  parameters: '--vulnerable --include-transitive',
});
const deprecated = packageList(
  [
    {
      ...core,
      deprecationReasons: ['Legacy'],
      alternativePackage: { id: 'Gull.Modern', versionRange: '>= 2.0.0' },
    },
  ],
  { parameters: '--deprecated --include-transitive' },
);

const healthy = {
  'list package --include-transitive --format json --output-version 1': { stdout: plain },
  'list package --outdated': { stdout: outdated },
  'list package --vulnerable': { stdout: vulnerable },
  'list package --deprecated': { stdout: deprecated },
  '--list-runtimes': { stdout: runtimes },
};

test('four lists and the runtimes become one inventory', async () => {
  const found = await byCommand(healthy);
  expect(lines(found)).toEqual([
    'package/Gull.Core 2.0.0 active command 98',
    'package/Gull.Wing 1.1.0 active command 98',
    'package/Harbour.Private 1.0.0 active command 98',
    'runtime/dotnet 8.0.23 active command 95',
  ]);
  expect(found.packages).toMatchObject([
    { name: 'Gull.Core', published: true, releases: [{ version: '3.1.0' }], unsupported: null },
    { name: 'Harbour.Private', published: false, releases: [] },
    {
      name: 'Gull.Core',
      unsupported: 'deprecated by its author (Legacy); use Gull.Modern >= 2.0.0',
    },
  ]);
  expect(found.advisories).toMatchObject([
    { package: 'Gull.Wing', id: 'GHSA-1111-2222-3333', rating: 'high', versions: ['1.1.0'] },
    { package: 'Gull.Wing', id: 'https://advisories.example/7', rating: null },
  ]);
  expect(found.remarks).toEqual([]);
});

test('a list that fails is said; the packages stand', async () => {
  const found = await byCommand({
    ...healthy,
    'list package --vulnerable': { stderr: 'error: Unable to load the service index', exitCode: 1 },
    '--list-runtimes': { stdout: '' },
  });
  expect(lines(found)).toContain('runtime/dotnet 8.0 active command 60');
  expect(found.remarks).toEqual([
    {
      about: 'dotnet list package --vulnerable',
      message: expect.stringContaining('exit code 1: error: Unable to load'),
    },
    { about: 'dotnet --list-runtimes', message: 'The answer lists no runtime of the web' },
  ]);
});

test('a project that was not restored is a route that failed, in the tool’s own words', async () => {
  const problems = [
    { project: '/srv/H.csproj', level: 'error', text: 'No assets file was found. Run restore.' },
  ];
  const found = await byCommand({ 'list package': { stdout: packageList([], { problems }) } });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining('No assets file was found') },
  ]);
});

test('saved output of the tool is known by what is in it', async () => {
  const found = await byFiles({
    'outdated.json': outdated,
    'list.json': plain,
    'vulnerable.json': vulnerable,
    'runtimes.txt': runtimes,
  });
  expect(lines(found)).toEqual([
    'package/Gull.Core 2.0.0 active files 98',
    'package/Gull.Wing 1.1.0 active files 98',
    'package/Harbour.Private 1.0.0 active files 98',
    'runtime/dotnet 8.0.23 active files 95',
  ]);
  expect(found.advisories).toHaveLength(2);
});

test('single files of a solution are read alone', async () => {
  const found = await byFiles({
    'Harbour.deps.json': depsJson({ 'Gull.Core': '2.4.1' }, ['Gull.Core']),
    'packages.config': '<packages><package id="Gull.Mvc" version="1.8.0.0"/></packages>',
  });
  expect(lines(found)).toEqual([
    'package/Gull.Core 2.4.1 active files 97',
    'package/Gull.Mvc 1.8.0.0 active files 90',
    'runtime/dotnet 8.0 active files 60',
  ]);
});

test.each([
  ['a page', '<html><body>Sign in</body></html>', 'is not known here'],
  ['a DOCTYPE', '<!DOCTYPE packages [<!ENTITY a "b">]><packages/>', 'declares a DOCTYPE'],
  [
    'a list of nothing but problems',
    packageList([], { problems: [{ level: 'error', text: 'No assets file' }] }),
    'holds no packages: No assets file',
  ],
])('%s in a saved file is named', async (_, text, reason) => {
  const found = await byFiles({ 'saved.txt': text });
  expect(found.routes).toMatchObject([
    { outcome: 'failed', reason: expect.stringContaining(reason) },
  ]);
});
