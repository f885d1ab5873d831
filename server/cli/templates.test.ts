import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEMPLATES } from '#test/support/shipped.ts';
import { readConfig } from '../config.ts';
import { readTemplates } from '../drafting/index.ts';
import { temporaryFolder } from '../testing/app.ts';
import type { Workplace } from './command.ts';
import { checkTemplates, previewTemplate } from './templates.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const place = (templatesDir: string): Workplace => ({
  config: { ...readConfig({}), templatesDir },
  clock: Date.now,
  storage: () => Promise.reject(new Error('These commands read no data.')),
  library: () => readTemplates(templatesDir),
});
/** A copy of the shipped templates, with some files written over. */
function broken(files: Readonly<Record<string, string>>): Workplace {
  cpSync(TEMPLATES, folder.path, { recursive: true });
  for (const [path, source] of Object.entries(files)) writeFileSync(join(folder.path, path), source);
  return place(folder.path);
}
const head = (famille: string, variante: string, id = `${famille}-${variante}`) =>
  `---\nid: ${id}\nfamille: ${famille}\nvariante: ${variante}\ntitre: Titre\nversion: 1\ndate: 2026-01-01\nauteur: Essai\nemploi: Essai.\n---\n`;

describe('templates check', () => {
  it('[D1] says that the shipped ones are sound', async () => {
    const outcome = await checkTemplates(place(TEMPLATES));
    expect([outcome.code ?? 0, outcome.text]).toEqual([
      0,
      expect.stringMatching(/^\d+ clauses and 6 modèles, all sound\.$/),
    ]);
  });

  it('[D1] says file, line and what to do of each mistake, and exits with 1', async () => {
    const outcome = await checkTemplates(
      broken({
        'clauses/duree/nouvelle.md': `${head('duree', 'nouvelle')}Pendant {{duree.moi}} mois.\n`,
        'clauses/objet/double.md': `${head('objet', 'double', 'objet-simple')}Objet.\n`,
      }),
    );
    expect(outcome.code).toBe(1);
    expect(outcome.text.split('\n').map((line) => /^[^:]+:\d+/.exec(line)?.[0])).toEqual([
      'clauses/duree/nouvelle.md:11',
      'clauses/objet/simple.md:1',
    ]);
    expect(outcome.text).toContain(
      'Cette variable n’est pas déclarée. Ajoutez-la aux variables de l’en-tête',
    );
  });
});

describe('templates preview', () => {
  it('[D22] prints a clause, a former version and a modèle, filled', async () => {
    const texts = await Promise.all(
      ['duree-signature', 'duree-signature@1', 'accord-cadre'].map(
        async (name) => (await previewTemplate(place(TEMPLATES), name)).text,
      ),
    );
    expect(texts[0]).toContain('trente-six (36) mois');
    expect(texts[1]).toContain('sans tacite reconduction');
    expect(texts[2]).toContain('Le présent accord-cadre');
    for (const text of texts) expect(text).not.toMatch(/\{\{|undefined/);
  });

  it('[D22] refuses a name that stands for nothing, and says which do', async () => {
    await expect(previewTemplate(place(TEMPLATES), 'duree-signature@9')).rejects.toThrow(
      /There are: accord-cadre/,
    );
  });
});
