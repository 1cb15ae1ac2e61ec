import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The definition artifacts are built once, before the first test that reads them. */
export default function globalSetup(): void {
  if (existsSync('dist/definitions/r4.bin') && existsSync('dist/definitions/r5.bin')) return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
