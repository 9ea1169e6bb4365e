import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readDeps,
  readPackagesLock,
  readProjectAssets,
  readRuntimeConfig,
} from '../../../src/analysis/manifests/dotnet-json.ts';
import { readPackageList } from '../../../src/analysis/manifests/dotnet-list.ts';
import { readMsBuild } from '../../../src/analysis/manifests/msbuild.ts';
import { frameworkName } from '../../../src/analysis/manifests/nuget-packages.ts';
import { readNuGetRequest } from '../../../src/analysis/manifests/nuget-range.ts';
import { readPackagesConfig } from '../../../src/analysis/manifests/packages-config.ts';
import { toolJson } from '../../../src/analysis/manifests/tool-json.ts';
import { readXml } from '../../../src/analysis/manifests/xml.ts';

test.each([
  ['1.0', '1.0', false],
  ['[1.0]', '1.0', true],
  ['[ 1.0 ]', '1.0', true],
  ['[1.0,2.0)', '1.0', false],
  ['(1.0, )', '1.0', false],
  ['[18.0.0, 19)', '18.0.0', false],
  ['6.*', '6.0', false],
  ['1.0.0-*', '1.0.0', false],
  ['(,1.0]', null, false],
  ['*', null, false],
  ['*-*', null, false],
  ['(1.0)', null, false],
  ['', null, false],
  ['$(X)', null, false],
])('the request %s has the least version %s', (request, minimum, exact) => {
  expect(readNuGetRequest(request)).toEqual({ minimum, exact });
});

test.each([
  ['.NETCoreApp,Version=v8.0/linux-x64', 'net8.0'],
  ['.NETCoreApp,Version=v3.1', 'netcoreapp3.1'],
  ['.NETFramework,Version=v4.7.2', 'net472'],
  ['net10.0', 'net10.0'],
  ['.NETStandard,Version=v2.0', 'netstandard2.0'],
])('the target %s is %s', (moniker, name) => {
  expect(frameworkName(moniker)).toBe(name);
});

test('a property that means itself, or grows without end, ends the looking-up', () => {
  const project = (value: string) =>
    `<Project><PropertyGroup><A>${value}</A></PropertyGroup><ItemGroup><PackageReference Include="X" Version="$(A)"/></ItemGroup></Project>`;
  for (const value of ['$(A)', '$(A)$(A)', '$(B)', '1.0-$(A)']) {
    const reading = readMsBuild({
      project: project(value),
      directoryBuildProps: null,
      directoryBuildTargets: null,
      directoryPackagesProps: null,
    });
    expect(reading).toMatchObject({ ok: true, packages: [{ id: 'X', version: null }] });
  }
});

test.each([
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['a document type alone', '<!doctype html><html></html>'],
])('%s is refused', (_, text) => {
  expect(readXml(text)).toEqual({ ok: false, reason: 'declares a DOCTYPE and was not read' });
});

test('what is nested beyond reason is no answer, and no exception', () => {
  expect(() => readXml('<a>'.repeat(20_000))).not.toThrow();
  expect(() => readPackagesLock('['.repeat(200_000))).not.toThrow();
});

test('whatever comes is read to an answer or to none, and never throws', () => {
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc.string().map((text) => `<Project><ItemGroup><PackageReference Include="${text}"`),
  );
  fc.assert(
    fc.property(anything, (text) => {
      for (const read of [readPackagesLock, readDeps, readProjectAssets, readPackagesConfig]) {
        expect(typeof read(text).ok).toBe('boolean');
      }
      readRuntimeConfig(text);
      readPackageList(toolJson(text));
      readMsBuild({
        project: text,
        directoryBuildProps: text,
        directoryBuildTargets: null,
        directoryPackagesProps: text,
      });
    }),
  );
});
