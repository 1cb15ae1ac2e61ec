/** `npm run review`: writes docs/clinical-review.md from the present content. */
import { writeFileSync } from 'node:fs';
import { writeReview } from './review-source.ts';

writeFileSync('docs/clinical-review.md', await writeReview());
