import { describe, expect, it } from 'vitest';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { printContext, printDocument, printInline } from '#shared/document/text.ts';
import { type BlockId, blockIdsFrom } from '#shared/kernel/ids.ts';
import { clauseFile, modeleFile, otherParty, partyInput } from './builders.ts';
import { fillModele } from './fill.ts';
import { insertClause, replaceClause } from './insertion.ts';
import { loadLibrary } from './library.ts';
import type { Clause, Library, TemplateFile } from './model.ts';
import { type ClauseStatus, clauseStatus, clauseStatuses, clauseVersions } from './provenance.ts';

const mois = 'variables: [{ chemin: duree.mois, type: entier, libelle: Durée, defaut: 36 }]';
const FILES: readonly TemplateFile[] = [
  clauseFile(
    'objet/simple',
    '{{acte|Le présent}} vaut pour {{objet.domaine}}.',
    'variables: [{ chemin: objet.domaine, type: texte, libelle: Domaine, defaut: tout }]',
  ),
  clauseFile(
    'duree/signature',
    'Elle dure {{duree.mois}} mois.\n\nElle suit [[objet|defini]].',
    `version: 2\n${mois}`,
  ),
  {
    ...clauseFile('duree/signature', 'Elle dure {{duree.mois}} mois, sans plus.', mois),
    path: 'clauses/duree/signature@1.md',
  },
  clauseFile(
    'rgpd/simple',
    '@si parties = 2\nL’autre Partie.\n@sinon\nLes autres Parties.\n@fin\n\nVoir [[duree|defini]] et [[litige|defini]][^n].\n\n[^n]: Une note.',
  ),
  clauseFile('litige/amiable', 'On parle.'),
  modeleFile('m', ['{ clause: objet, defaut: simple }', '{ clause: duree, defaut: signature }']),
];

function read(files: readonly TemplateFile[]): Library {
  const library = loadLibrary(files);
  if (!library.ok) throw new Error(library.error.map((each) => each.message).join('\n'));
  return library.value;
}
const library = read(FILES);
const clause = (id: string, version?: number): Clause => {
  const found = clauseVersions(library, id).find((each) => version === undefined || each.version === version);
  if (found === undefined) throw new Error(`No clause ${id}`);
  return found;
};
const ids = (seed = 11) => {
  let state = seed;
  return blockIdsFrom(() => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  });
};
function act(from: Library = library): ActContent {
  const draft = { titre: 'Essai', parties: [partyInput(), otherParty], valeurs: {} };
  const filled = fillModele(from, 'm', draft, ids());
  if (!filled.ok) throw new Error(JSON.stringify(filled.error));
  return filled.value;
}
const headingOf = (content: ActContent, famille: string): BlockId => {
  const found = content.document.content.find(
    (block) => block.type === 'intitule' && block.attrs.famille === famille,
  );
  if (found === undefined) throw new Error(`No ${famille}`);
  return found.attrs.id;
};
/** The act with some words of one text replaced. */
function edited(content: ActContent, from: string, to: string): ActContent {
  const json = JSON.stringify(content).replaceAll(from, to);
  return JSON.parse(json) as ActContent;
}
const words = (blocks: readonly BlockJson[], content: ActContent) =>
  blocks.map((block) => printInline(block, printContext(content)));
const unwrap = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('where a division comes from', () => {
  const status = (content: ActContent, from: Library = library): ClauseStatus =>
    clauseStatus(content, headingOf(content, 'duree'), from);

  it('[D20] is the house wording, whatever the values', () => {
    expect(status(act()).etat).toBe('maison');
    expect(status(edited(act(), '"valeur":"36"', '"valeur":"24"')).etat).toBe('maison');
  });

  it('[D20] typography, numbers and empty lines are no change', () => {
    expect(status(edited(act(), 'Elle dure ', 'Elle  dure ')).etat).toBe('maison');
    expect(status(edited(act(), '"prefixe":"Article "', '"prefixe":"Clause "')).etat).toBe('maison');
  });

  it('[D20] a value typed in place of its variable is the same wording', () => {
    const content = act();
    const block = content.document.content.find((each) => JSON.stringify(each).includes('Elle dure '));
    const typed = edited(
      content,
      JSON.stringify(block && 'content' in block ? block.content : null),
      '[{"type":"text","text":"Elle dure 36 mois."}]',
    );
    expect(status(typed).etat).toBe('maison');
  });

  it('[D20] tells an older version, and words the new one here', () => {
    const old = read([
      ...FILES.filter((each) => !each.path.startsWith('clauses/duree')),
      { ...clauseFile('duree/signature', 'Elle dure {{duree.mois}} mois, sans plus.', mois) },
    ]);
    const content = act(old);
    const found = status(content);
    expect([found.etat, found.etat === 'ancienne' ? found.clause.version : 0]).toEqual(['ancienne', 1]);
    expect(found.etat === 'ancienne' ? words(found.nouvelle, content) : []).toEqual([
      'Titre',
      'Elle dure 36 mois.',
      'Elle suit l’article 1er.',
    ]);
  });

  it('[D20] tells a change, with both texts', () => {
    const content = edited(act(), ' mois.', ' mois au plus.');
    const found = status(content);
    expect(found.etat).toBe('modifiee');
    if (found.etat !== 'modifiee') return;
    expect([words(found.maison, content)[1], words(found.texte, content)[1]]).toEqual([
      'Elle dure 36 mois.',
      'Elle dure 36 mois au plus.',
    ]);
  });

  it('[D20] knows nothing of a division without clause, or of a clause that is not here', () => {
    const content = act();
    expect(status(edited(content, '"duree-signature@2"', 'null'))).toMatchObject({
      etat: 'inconnue',
      raison: 'sans-clause',
    });
    expect(status(edited(content, 'duree-signature@2', 'duree-signature@7'))).toMatchObject({
      etat: 'inconnue',
      raison: 'clause-absente',
    });
    expect(clauseStatuses(content, library).size).toBe(2);
  });
});

describe('clauses put into an act', () => {
  it('[D21] inserts in the act’s own numbering, where the family usually stands, with its note and its renvois', () => {
    const content = act();
    const {
      content: after,
      blocks,
      champs,
      renvoisRompus,
    } = unwrap(insertClause(content, clause('rgpd-simple'), 'usuelle', {}, ids(3)));
    expect(printDocument(after)).toBe(
      [
        'Article 1er – Titre',
        'La présente convention vaut pour tout.',
        'Article 2 – Titre',
        'Elle dure 36 mois.',
        'Elle suit l’article 1er.',
        'Article 3 – Titre',
        'L’autre Partie.',
        'Voir l’article 2 et [renvoi rompu\u00A0: «\u00A0Litiges\u00A0»]¹.',
        '¹ Une note.',
      ].join('\n\n'),
    );
    expect([renvoisRompus, Object.keys(champs), blocks.length]).toEqual([['«\u00A0Litiges\u00A0»'], [], 3]);
    expect(clauseStatus(after, headingOf(after, 'rgpd'), library).etat).toBe('maison');
    expect(content.document.content.some((block) => block.type === 'note')).toBe(false);
  });

  it('[D21] adds the variables that the act does not have, with the values given', () => {
    const bare = { ...act(), champs: {} };
    const change = unwrap(
      insertClause(bare, clause('duree-signature'), 'fin', { 'duree.mois': '24' }, ids(5)),
    );
    expect(change.champs).toEqual({ 'duree.mois': { type: 'entier', libelle: 'Durée', valeur: '24' } });
  });

  it('[D21] refuses an absurd value, a key that it does not know, a division that is gone: nothing is made', () => {
    const content = act();
    const refused = (valeurs: Record<string, string>) => {
      const change = insertClause(content, clause('duree-signature'), 'fin', valeurs, ids());
      return change.ok ? [] : change.error.map((each) => each.code);
    };
    expect(refused({ 'duree.mois': '−3' })).toEqual(['valeur.invalide']);
    expect(refused({ 'duree.moi': '3' })).toEqual(['champ.inconnu']);
    const gone = replaceClause(content, 'zzzzzzzzzzzz' as BlockId, clause('litige-amiable'), {}, ids());
    expect(gone.ok ? [] : gone.error.map((each) => each.code)).toEqual(['division.introuvable']);
  });

  it('[D21] replaces a version by another: the heading keeps its id and number, lines that stay keep theirs', () => {
    const content = act();
    const id = headingOf(content, 'duree');
    const before = content.document.content.map((block) => block.attrs.id);
    const old = unwrap(replaceClause(content, id, clause('duree-signature', 1), {}, ids(7))).content;
    expect(clauseStatus(old, id, library)).toMatchObject({ etat: 'ancienne' });
    const again = unwrap(replaceClause(old, id, clause('duree-signature'), {}, ids(9))).content;
    expect(printDocument(again)).toBe(printDocument(content));
    expect(again.document.content.map((block) => block.attrs.id).slice(0, 4)).toEqual(before.slice(0, 4));
    expect(again.document.content.filter((block) => before.includes(block.attrs.id)).length).toBe(4);
  });

  it('[D21] drops the notes that only the replaced division called', () => {
    const content = act();
    const added = unwrap(insertClause(content, clause('rgpd-simple'), 'fin', {}, ids(3))).content;
    const id = headingOf(added, 'rgpd');
    const replaced = unwrap(replaceClause(added, id, clause('litige-amiable'), {}, ids(4))).content;
    expect(replaced.document.content.some((block) => block.type === 'note')).toBe(false);
    expect(replaced.document.content.find((block) => block.attrs.id === id)).toMatchObject({
      attrs: { famille: 'litige', clause: 'litige-amiable@1' },
    });
  });

  it('[D21] stands beside the division asked for', () => {
    const content = act();
    const place = { before: headingOf(content, 'duree') };
    const { content: after } = unwrap(insertClause(content, clause('litige-amiable'), place, {}, ids(3)));
    expect(printDocument(after)).toMatch(/On parle\.\n\nArticle 3 – Titre\n\nElle dure/);
  });
});
