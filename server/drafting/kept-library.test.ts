import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../paths.ts';
import { parseKept, printKept } from './kept-library.ts';
import { readTemplates } from './templates.ts';

describe('the library that is kept for the next start', () => {
  it('is, once read again, what the templates say; other files, or a file that was cut, are not taken for it', async () => {
    const library = await readTemplates(join(projectRoot(), 'templates'));
    const bytes = printKept('aa', library);
    expect(parseKept(bytes, 'aa')).toStrictEqual(library);
    expect(parseKept(bytes, 'ab')).toBeNull();
    expect(parseKept(bytes.subarray(0, -1), 'aa')).toBeNull();
    expect(parseKept(new Uint8Array(), 'aa')).toBeNull();
  });
});
