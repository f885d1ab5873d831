import { describe, expect, test } from 'vitest';
import { beginActSchema, type ModeleStepSummary, type ModeleSummary } from '#shared/drafting/wire.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { attentionFromServer, attentionOf, underField } from './attention.ts';
import {
  chosenVariant,
  completedFiche,
  type Draft,
  emptyParty,
  ficheOf,
  moveParty,
  newDraft,
  type PartyDraft,
  partyFrom,
  requestOf,
  suggestedTitle,
  withEnoughParties,
} from './draft.ts';

const TODAY = '2026-11-21';

const variable = (chemin: string, over: Partial<ModeleSummary['variables'][number]> = {}) => ({
  chemin,
  libelle: chemin,
  type: 'texte' as const,
  aide: null,
  defaut: null,
  choix: [],
  requis: false,
  min: null,
  max: null,
  apres: null,
  si: [],
  ...over,
});
const variant = (variante: string, over: Partial<ModeleStepSummary['variantes'][number]> = {}) => ({
  variante,
  id: variante,
  version: 1,
  titre: null,
  emploi: '',
  note: null,
  questions: [],
  variables: [],
  faits: [],
  engagements: false,
  ...over,
});
const etape = (over: Partial<ModeleStepSummary> & Pick<ModeleStepSummary, 'famille' | 'variantes'>) => ({
  cle: over.famille,
  defaut: over.variantes[0]?.variante ?? 'aucune',
  facultative: false,
  si: [],
  ...over,
});
const modele: ModeleSummary = {
  id: 'partenariat',
  titre: 'Convention de partenariat',
  description: '',
  version: 1,
  kind: 'convention',
  etapes: [
    etape({
      famille: 'duree',
      variantes: [
        variant('signature', {
          variables: [
            variable('duree.mois', { type: 'entier', defaut: '36', min: 1, libelle: 'Durée, en mois' }),
          ],
        }),
        variant('dates', {
          variables: [variable('duree.fin', { type: 'date', requis: true, libelle: 'Date de fin' })],
        }),
      ],
    }),
    etape({ famille: 'litige', facultative: true, variantes: [variant('juge')] }),
    etape({ famille: 'signature', variantes: [variant('president'), variant('delegation')] }),
  ],
  propres: [variable('objet.texte')],
  partiesMin: 2,
  partiesMax: 3,
  variables: [],
};

const sheet = (id: string, over: Partial<OrganisationSummary['fiche']> = {}): OrganisationSummary => ({
  id: id as OrganisationSummary['id'],
  fiche: {
    denomination: 'Réseau Avenir',
    sigle: 'RA',
    forme: 'association',
    siege: 'Paris',
    siren: '784180150',
    rna: '',
    personnePublique: false,
    representants: [
      { civilite: 'Monsieur', nom: 'Ancien Président', capacite: 'Président', du: null, au: '2025-12-31' },
      { civilite: 'Madame', nom: 'Hélène Marchetti', capacite: 'Présidente', du: null, au: null },
    ],
    ...over,
  },
  faits: [],
  presentation: 'Le réseau.',
  changedAt: 0,
});
const own = { id: 'org_1', denomination: 'Réseau Avenir', sigle: 'RA' };
const named = (denomination: string, over: Partial<PartyDraft> = {}): PartyDraft => ({
  ...emptyParty([]),
  choisie: true,
  denomination,
  ...over,
});
const filled = (over: Partial<Draft> = {}): Draft => ({
  ...newDraft(own, [sheet('org_1')], TODAY),
  parties: [named('A'), named('B')],
  ...over,
});
const champs = (draft: Draft, genre: string) =>
  attentionOf(requestOf(draft, modele), modele, TODAY)
    .filter((each) => each.genre === genre)
    .map(({ champ }) => champ);

describe('the parties', () => {
  test('one’s own organisation comes first as its sheet has it, represented by who is in function today', () => {
    expect(newDraft(own, [sheet('org_1')], TODAY).parties[0]).toMatchObject({
      organisation: 'org_1',
      siren: '784\u202f180\u202f150',
      nom: 'Hélène Marchetti',
      presentation: 'Le réseau.',
    });
  });
  test('without its sheet, its name is kept', () => {
    expect(newDraft(own, [], TODAY).parties[0]).toMatchObject({
      denomination: 'Réseau Avenir',
      choisie: true,
    });
  });
  test('another organisation leaves the undertakings typed for the party', () => {
    const party = partyFrom(named('X', { engagements: 'informer' }), sheet('org_2'), TODAY);
    expect(party).toMatchObject({ denomination: 'Réseau Avenir', engagements: 'informer' });
  });
  test('a sheet is made of what was typed, with its representative when there is one', () => {
    expect(ficheOf(named('X')).representants).toEqual([]);
    expect(ficheOf(named('X', { nom: 'Karim Belkacem', capacite: 'Directeur' })).representants).toHaveLength(
      1,
    );
  });
  test('a sheet is completed where it was empty, and what it says stays', () => {
    const { fiche } = sheet('org_1', { siege: '', representants: [] });
    const typed = named('Autre nom', { forme: 'fondation', siege: '1 rue du Port', nom: 'Karim Belkacem' });
    expect(completedFiche(fiche, typed)).toMatchObject({
      denomination: 'Réseau Avenir',
      forme: 'association',
      siege: '1 rue du Port',
      representants: [{ nom: 'Karim Belkacem' }],
    });
    expect(completedFiche(sheet('org_1').fiche, typed)).toBeNull();
  });
  test('a modèle that wants three adds a card', () => {
    expect(withEnoughParties([named('A'), named('B')], 3)).toHaveLength(3);
    expect(withEnoughParties([named('A'), named('B')], 2)).toHaveLength(2);
  });
  test('a key is never used twice, even after a removal', () => {
    const [first, second] = newDraft(own, [], TODAY).parties;
    expect(emptyParty(second ? [second] : []).cle).toBe('3');
    expect(emptyParty(first ? [first] : []).cle).toBe('2');
  });
  test.each([
    [0, 1, 'bac'],
    [2, 0, 'cab'],
    [0, -1, 'abc'],
    [2, 3, 'abc'],
  ])('moving party %d to %d', (from, to, order) => {
    const parties = [...'abc'].map((cle) => named(cle, { cle }));
    expect(
      moveParty(parties, from, to)
        .map(({ cle }) => cle)
        .join(''),
    ).toBe(order);
  });
});

describe('what is sent', () => {
  test('an untouched default is left to the server, an emptied one is said', () => {
    expect(requestOf(filled(), modele).valeurs).toEqual({});
    const emptied = filled({ valeurs: { 'duree.mois': '', 'objet.texte': '' } });
    expect(requestOf(emptied, modele).valeurs).toEqual({ 'duree.mois': '' });
  });
  test('what another modèle asked stays behind', () => {
    const draft = filled({
      valeurs: { 'autre.x': 'x', 'objet.texte': 'y' },
      variantes: { duree: 'inconnue' },
    });
    expect(requestOf(draft, modele)).toMatchObject({
      valeurs: { 'objet.texte': 'y' },
      variantes: { duree: 'signature', litige: 'juge' },
    });
  });
  test('undertakings are one per line, without what a list is written with', () => {
    const party = named('A', { engagements: '- informer ses membres ;\n\n• désigner un référent.' });
    const [sent] = requestOf(filled({ parties: [party, named('B')] }), modele).parties;
    expect(sent?.engagements).toEqual(['informer ses membres', 'désigner un référent']);
  });
  test.each([
    ['president', undefined],
    ['delegation', { delegant: 'la Présidente', acte: '' }],
  ])('a delegation is said where the signature clause allows it: %s', (signature, delegation) => {
    const party = named('A', { delegue: true, delegant: 'la Présidente' });
    const draft = filled({ parties: [party, named('B')], variantes: { signature } });
    expect(requestOf(draft, modele).parties[0]?.representant.delegation).toEqual(delegation);
  });
  test('it is what the server expects', () => {
    expect(beginActSchema.safeParse(requestOf(filled(), modele)).success).toBe(true);
  });
});

describe('what is to look at', () => {
  test('a partner not chosen, a date that is required and one that is none prevent the act', () => {
    const draft = newDraft(own, [], TODAY);
    expect(champs(draft, 'erreur')).toEqual(['partie.p2.denomination']);
    expect(champs(filled({ variantes: { duree: 'dates' } }), 'erreur')).toEqual(['duree.fin']);
    const wrong = filled({ variantes: { duree: 'dates' }, valeurs: { 'duree.fin': '31/02/2026' } });
    expect(champs(wrong, 'erreur')).toEqual(['duree.fin']);
  });
  test('an optional clause left out is told as missing', () => {
    expect(champs(filled(), 'manque')).not.toContain('litige');
    expect(champs(filled({ variantes: { litige: 'aucune' } }), 'manque')).toContain('litige');
  });
  test('a delegation whose act is not cited is told', () => {
    const party = named('A', { delegue: true, delegant: 'la Présidente' });
    const draft = filled({ parties: [party, named('B')], variantes: { signature: 'delegation' } });
    expect(champs(draft, 'manque')).toContain('partie.p1.representant.acte');
  });
  test('Madame and « Président » make a question, with the word to write', () => {
    const party = named('A', { civilite: 'Madame', nom: 'X', capacite: 'Président' });
    const asked = attentionOf(requestOf(filled({ parties: [party, named('B')] }), modele), modele, TODAY);
    expect(asked.find(({ genre }) => genre === 'question')?.proposition).toBe('Présidente');
  });
  test('what the server would refuse for its length is told here', () => {
    expect(champs(filled({ titre: 'x'.repeat(301) }), 'erreur')).toEqual(['titre']);
  });
  test('the server’s refusals go to the fields they name', () => {
    const details = ['duree.mois\u00a0: Durée, en mois : donnez un nombre.', 'Autre chose.'];
    expect(attentionFromServer(details)).toEqual({
      errors: [{ genre: 'erreur', champ: 'duree.mois', message: 'Durée, en mois : donnez un nombre.' }],
      others: ['Autre chose.'],
    });
  });
  test.each([
    ['Partie 2\u00a0: donnez sa dénomination.', 'Donnez sa dénomination.'],
    ['Durée, en mois\u00a0: donnez une valeur.', 'Donnez une valeur.'],
    ['«\u00a0x\u00a0» ne convient pas.', '«\u00a0x\u00a0» ne convient pas.'],
  ])('under its field, « %s » is shorter', (message, short) => {
    expect(underField(message)).toBe(short);
  });
});

test.each([
  [[], 'Convention de partenariat'],
  [['RA'], 'Convention de partenariat'],
  [['RA', 'Régions de France'], 'Convention de partenariat entre RA et Régions de France'],
  [
    ['Association des Rives', 'Ville', 'Région Bretagne'],
    'Convention de partenariat entre l’Association des Rives, la Ville et la Région Bretagne',
  ],
])('the title suggested for %j', (names, title) => {
  expect(
    suggestedTitle(
      modele,
      names.map((name) => named(name)),
    ),
  ).toBe(title);
});

test('a step takes the modèle’s variant until another that it offers is chosen', () => {
  const [duree] = modele.etapes;
  if (duree === undefined) throw new Error('no step');
  expect(chosenVariant(filled(), duree)).toBe('signature');
  expect(chosenVariant(filled({ variantes: { duree: 'dates' } }), duree)).toBe('dates');
  expect(chosenVariant(filled({ variantes: { duree: 'aucune' } }), duree)).toBe('signature');
});
