import { describe, expect, it } from 'vitest';
import { completeLockFile } from '../../scripts/lock-file.ts';

function lockFile(packages: object): string {
  return `${JSON.stringify({ lockfileVersion: 3, packages }, null, 2)}\n`;
}

describe('completeLockFile', () => {
  it('adds the variants of a tool for other platforms', () => {
    const tool = {
      version: '1.2.3',
      dev: true,
      optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/win32-arm64': '1.2.3' },
    };
    const { packages } = JSON.parse(completeLockFile(lockFile({ 'node_modules/tool': tool })));
    expect(packages).toEqual({
      'node_modules/@tool/linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
      'node_modules/@tool/win32-arm64': {
        version: '1.2.3',
        cpu: ['arm64'],
        dev: true,
        optional: true,
        os: ['win32'],
      },
      'node_modules/tool': tool,
    });
  });

  it('leaves a complete lock file as it is, to the letter', () => {
    const text = lockFile({
      'node_modules/tool': { version: '1.0.0', optionalDependencies: { a: '1.0.0', b: '1.0.0' } },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/tool/node_modules/b': { version: '1.0.0' },
    });
    expect(completeLockFile(text)).toBe(text);
    const completed = completeLockFile(
      lockFile({ 'node_modules/tool': { optionalDependencies: { 'x-linux-x64': '1.0.0' } } }),
    );
    expect(completeLockFile(completed)).toBe(completed);
  });
});
