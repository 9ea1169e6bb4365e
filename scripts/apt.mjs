// Installing packages of Debian and Ubuntu. Plain JavaScript, because set-up needs it before the
// pinned Node can start.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The distribution whose packages may be installed here, or null: only as root, and only on Debian
 * and Ubuntu, is installing system packages ours to do.
 * @returns {'debian' | 'ubuntu' | null}
 */
export function installableDistribution() {
  if (process.getuid?.() !== 0) return null;
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    const id = /^ID="?(debian|ubuntu)"?$/m.exec(release)?.[1];
    return id === 'debian' || id === 'ubuntu' ? id : null;
  } catch {
    return null;
  }
}

/**
 * Installs packages with their newest known versions, or says in one line why it could not.
 * @param {readonly string[]} packages
 * @returns {string | null}
 */
export function aptInstall(packages) {
  const steps = [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const run = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...step], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 15 * 60_000,
    });
    if (run.status !== 0)
      return `apt-get ${step[0]}: ${lastLine(run.stderr) || run.error?.message}`;
  }
  return null;
}

/** @param {string | null} text */
function lastLine(text) {
  return (text ?? '').trim().split('\n').at(-1) ?? '';
}
