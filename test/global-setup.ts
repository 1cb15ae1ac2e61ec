import { spawnSync } from 'node:child_process';

/** Builds the definition artifacts that the tests read where they are missing or stale; says nothing otherwise. */
export default function globalSetup(): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'src/content/definitions/build-missing.ts'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the definition artifacts could not be built');
}
