import { expect, it } from 'vitest';
import { createLogger } from './log.ts';

it('the log keeps no secret, at any of the first three levels', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => lines.push(line) });
  log.info({ token: 'secret', request: { cookie: 'secret', headers: { authorization: 'secret' } } }, 'x');
  expect(lines.join('')).not.toContain('secret"');
  expect(lines.join('').match(/\[secret\]/g)).toHaveLength(3);
});
