import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * What a program prints, run to its end within so many seconds; then it is killed with everything
 * that it started. Throws an Error that ends with the last lines it said.
 */
export async function call(
  program: string,
  args: readonly string[],
  seconds: number,
): Promise<string> {
  const bounded = ['--kill-after=10', String(seconds), program, ...args];
  try {
    const { stdout } = await execute('timeout', bounded, { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as { [key in string]?: string };
    // 124 is timeout's own: https://www.gnu.org/software/coreutils/timeout
    const why = String(code) === '124' ? `took longer than ${seconds} s` : `failed (${code})`;
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
    throw new Error(`${program} ${args[0]} ${why}:\n${said}`);
  }
}
