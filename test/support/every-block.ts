import {
  alinea,
  annexe,
  appelNote,
  article,
  block,
  contentOf,
  idOf,
  item,
  note,
  renvoi,
  sousArticle,
  table,
  texte,
  variable,
} from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';

const bold = (text: string): InlineJson => ({ type: 'text', text, marks: [{ type: 'bold' }] });
const named = <B extends BlockJson>(id: string, one: B): B => ({
  ...one,
  attrs: { ...one.attrs, id: idOf(id) },
});

const champs = (mois: string) => ({
  'duree.mois': { type: 'entier', libelle: 'Durée en mois', valeur: mois } as const,
});

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Two states of one act in which every kind of block and of inline content changes: what any export must survive. */
export const EVERYTHING: { readonly old: ActContent; readonly new: ActContent } = {
  old: contentOf(
    [
      named('titre', block('titre', 'Convention de partenariat')),
      named('soustitre', block('titre', 'pour l’emploi des jeunes', { role: 'sous-titre' })),
      named('entre', block('liaison', 'ENTRE')),
      named('unml', block('partie', 'L’Union, dont le siège est à Paris,', { partieId: 'p1' })),
      named('et', block('liaison', 'ET')),
      named('amf', block('partie', 'L’Association, dont le siège est à Lyon,', { partieId: 'p2' })),
      named('visa1', block('visa', 'Vu le code du travail ;')),
      named('visa2', block('visa', 'Vu la loi n° 2020-1 ;')),
      named('cons', block('considerant', 'Considérant que les jeunes attendent,')),
      named('formule', block('formule', 'Il est convenu ce qui suit :')),
      article(
        { text: 'Objet', attrs: { id: idOf('objet') } },
        named('a1', alinea([texte('Le présent acte organise un partenariat'), appelNote('n1'), texte('.')])),
        named('a2', alinea('Il comprend deux volets. Le second est facultatif.')),
        named('i1', item('un volet national', { marqueur: '1°' })),
        named('i2', item('un volet régional', { marqueur: '1°' })),
        named('i3', item('dans les départements', { niveau: 2, marqueur: 'a)' })),
      ),
      article(
        { text: 'Durée', attrs: { id: idOf('duree') } },
        named(
          'a3',
          alinea([texte('Elle dure '), variable('duree.mois', 'lettres-chiffres'), texte(' mois.')]),
        ),
        named('a4', alinea([texte('Elle prend effet selon '), renvoi(idOf('objet'), 'defini'), texte('.')])),
        named('a5', alinea('Une première phrase.')),
        named('a6', alinea('Une seconde phrase.')),
      ),
      article(
        { text: 'Moyens', attrs: { id: idOf('moyens') } },
        sousArticle({ text: 'Budget', attrs: { id: idOf('budget') } }),
        named(
          't1',
          table([
            ['Poste', 'Montant'],
            ['Études', '1 000 €'],
            ['Salaires', '5 000 €'],
          ]),
        ),
        named('t2', table([['Un', 'Deux']])),
        named('img', { type: 'image', attrs: { id: idOf('img'), src: PIXEL, alt: 'Logo' } }),
        named(
          'a7',
          alinea([texte('Un mot '), bold('en gras'), texte(' et un autre.'), appelNote('n2')], {
            retrait: 1,
          }),
        ),
      ),
      named('fait', block('cloture', 'Fait à Paris, en deux exemplaires')),
      named('s1', block('signataire', [texte('Pour l’Union'), { type: 'hardBreak' }, texte('Ève Essai')])),
      named('s2', block('signataire', 'Pour l’Association')),
      annexe({ text: 'Budget détaillé', attrs: { id: idOf('annexe') } }, named('a8', alinea('Sans objet.'))),
      named('note1', note('n1', 'Dit « le Partenariat ».')),
      named('note2', note('n2', 'Voir l’annexe.')),
    ],
    champs('36'),
  ),
  new: contentOf(
    [
      named('titre', block('titre', 'Convention-cadre de partenariat')),
      named('mention', block('titre', 'Projet du 21 novembre', { role: 'mention' })),
      named('entre', block('liaison', 'ENTRE LES SOUSSIGNÉS')),
      named('unml', block('partie', 'L’Union, dont le siège est à Lille,', { partieId: 'p1' })),
      named('et', block('liaison', 'ET')),
      named('amf', block('partie', 'L’Association, dont le siège est à Lyon,', { partieId: 'p2' })),
      named('visa2', block('visa', 'Vu la loi n° 2020-2 ;')),
      named('visa3', block('visa', 'Vu le décret ;')),
      named('cons', block('considerant', 'Considérant que les jeunes espèrent,')),
      named('formule', block('formule', 'Il est convenu et arrêté ce qui suit :')),
      article(
        { text: 'Durée et effet', attrs: { id: idOf('duree') } },
        named(
          'a3',
          alinea([texte('Elle dure '), variable('duree.mois', 'lettres-chiffres'), texte(' mois.')]),
        ),
        named(
          'a4',
          alinea([
            texte('Elle prend effet selon '),
            renvoi(idOf('objet'), 'defini'),
            texte('.'),
            appelNote('n3'),
          ]),
        ),
        named('a5', alinea('Une première phrase. Une seconde phrase.')),
      ),
      article(
        { text: 'Objet', attrs: { id: idOf('objet') } },
        named(
          'a1',
          alinea([texte('Le présent acte organise un partenariat'), appelNote('n1'), texte(' durable.')]),
        ),
        named('a2', alinea('Il comprend deux volets.')),
        named('a2b', alinea('Le second est facultatif.')),
        named('i1', item('un volet national', { marqueur: '1°' })),
        named('i0', item('un volet européen', { marqueur: '1°' })),
        named('i2', item('un volet régional et local', { marqueur: '1°' })),
        named('i3', item('dans les départements', { niveau: 1, marqueur: '1°' })),
      ),
      article(
        { text: 'Moyens', attrs: { id: idOf('moyens') } },
        sousArticle({ text: 'Budget prévu', attrs: { id: idOf('budget') } }),
        named(
          't1',
          table([
            ['Poste', 'Montant'],
            ['Voyages', '300 €'],
            ['Salaires', '5 500 €'],
          ]),
        ),
        named('t2', table([['Un', 'Deux', 'Trois']])),
        named('a7', alinea([texte('Un mot en gras et '), bold('un autre'), texte('.')], { retrait: 2 })),
      ),
      named('fait', block('cloture', 'Fait à Lille, en deux exemplaires')),
      named(
        's1',
        block('signataire', [
          texte('Pour l’Union'),
          { type: 'hardBreak' },
          texte('Paul Preuve'),
          { type: 'hardBreak' },
          texte('Président'),
        ]),
      ),
      named('s2', block('signataire', 'Pour l’Association')),
      named('note1', note('n1', 'Dit « le Partenariat national ».')),
      named('note3', note('n3', 'Date de la dernière signature.')),
      named('note2', note('n2', 'Voir l’annexe.')),
    ],
    champs('48'),
  ),
};
