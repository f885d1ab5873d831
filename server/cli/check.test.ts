import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { type BuiltServer, buildServer, run } from '../testing/built.ts';

let built: BuiltServer;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  built = await buildServer();
}, 120_000);
afterAll(() => built.remove());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const cli = (...args: string[]) => run(built.cli, args, { DATA_DIR: join(folder.path, 'data') }).ended;

async function imported(text: string): Promise<string> {
  const file = join(folder.path, 'convention.txt');
  writeFileSync(file, text);
  const { stdout } = await cli('import', file, '--json');
  return (JSON.parse(stdout) as { id: string }).id;
}

const CLEAN = `Convention de partenariat

Entre

La Ligue du Fleuve, association, dont le siège est situé 8 quai Bas, 44000 Nantes, représentée par son directeur, M. Paul Hue, ci-après désignée « la Ligue »,

Et

L'Union des Ateliers, association, dont le siège est situé 3 rue Haute, 75010 Paris, représentée par sa présidente, Mme Léa Roux, ci-après désignée « l'Union »,

Article 1 – Objet

La présente convention a pour objet de rapprocher la Ligue et l'Union. Elle est conclue sans contrepartie financière.

Article 2 – Durée

Elle est conclue pour une durée de trois ans. Elle est modifiée par avenant. Elle est résiliée avec un préavis de deux (2) mois à compter de la réception d'une lettre.

Article 3 – Données et litiges

Les équipes respectent le règlement (UE) 2016/679 sur les données à caractère personnel. Tout différend est réglé à l'amiable.

Fait à Nantes, le 24 mai 2023, en deux exemplaires originaux

Pour la Ligue
Le directeur
Paul Hue

Pour l'Union
La présidente
Léa Roux
`;

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly address: string | null;
    readonly message: string;
  }[];
}

// Every case starts several processes, which takes its time on a busy machine.
describe('clausier check', { timeout: 120_000 }, () => {
  it('exits with 0 and says so when there is nothing to say', async () => {
    const { code, stdout, stderr } = await cli('check', await imported(CLEAN));
    expect([code, stdout.trim(), stderr]).toEqual([0, 'Aucun contrôle en attente.', '']);
  });

  it('exits with 0 for style alone, 1 for what is recommended, 2 for what blocks', async () => {
    const style = await cli(
      'check',
      await imported(CLEAN.replace('Tout différend', 'Un conseil et/ou un différend')),
    );
    expect([style.code, style.stdout]).toEqual([0, expect.stringMatching(/^style · et-ou/)]);
    const advised = await cli('check', await imported(CLEAN.replace(' Elle est modifiée par avenant.', '')));
    expect([advised.code, advised.stdout]).toEqual([
      1,
      expect.stringMatching(/^recommandé · modification-absente/),
    ]);
    const blocked = await cli('check', await imported(CLEAN.replace('deux (2) mois', 'deux (3) mois')));
    expect([blocked.code, blocked.stdout]).toEqual([
      2,
      expect.stringMatching(/^BLOQUANT · lettres-chiffres/),
    ]);
  });

  it('tells where, in words, and all of it in JSON', async () => {
    const act = await imported(CLEAN.replace('deux (2) mois', 'deux (3) mois'));
    const { code, stdout } = await cli('check', act, '--json');
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(2);
    expect(report.counts).toEqual({ bloquant: 1, recommande: 0, style: 0 });
    expect(report.findings).toMatchObject([
      {
        rule: 'lettres-chiffres',
        address: 'premier alinéa de l’article 2',
        fix: { kind: 'texte', after: 'deux (2)' },
      },
    ]);
  });

  it('refuses an act that does not exist; its help tells the exit codes', async () => {
    const refused = await cli('check', 'act_01HZZZZZZZZZZZZZZZZZZZZZZZ');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('There is no act');
    const help = await cli('check', '--help');
    expect(help.stdout).toMatch(/2 .*bloquant/);
    expect(help.stdout).toMatch(/1 .*recommandé/);
  });
});
