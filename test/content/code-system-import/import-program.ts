/** Imports one file and tells each checkpoint: a process for a test to kill. */
import { importInto } from './importing.ts';

const [, , file = '', folder = ''] = process.argv;
await importInto({
  file,
  folder,
  checkpointBytes: 512 * 1024,
  onCheckpoint: () => process.stdout.write('checkpoint\n'),
  onProgress: stage => void (stage === 'compiling' && process.stdout.write('compiling\n')),
});
