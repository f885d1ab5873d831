import type { Rule } from '../model.ts';
import { aliasPartage } from './alias-partage.ts';
import { annexeAbsente } from './annexe-absente.ts';
import { annexeNonCitee } from './annexe-non-citee.ts';
import { appelSansNote } from './appel-sans-note.ts';
import { articleVide } from './article-vide.ts';
import { comiteSansFrequence } from './comite-sans-frequence.ts';
import { communicationSansAccord } from './communication-sans-accord.ts';
import { compteAnnonce } from './compte-annonce.ts';
import { considerantObligation } from './considerant-obligation.ts';
import { considerantPlace } from './considerant-place.ts';
import { dateImpossible } from './date-impossible.ts';
import { dateSignatureAbsente } from './date-signature-absente.ts';
import { datesInversees } from './dates-inversees.ts';
import { delegationSansActe } from './delegation-sans-acte.ts';
import { doit } from './doit.ts';
import { domicileAbsent } from './domicile-absent.ts';
import { dureeAbsente } from './duree-absente.ts';
import { effetAvantSignature } from './effet-avant-signature.ts';
import { etOu } from './et-ou.ts';
import { exemplairesInsuffisants } from './exemplaires-insuffisants.ts';
import { faitsAnciens } from './faits-anciens.ts';
import { financesAbsentes } from './finances-absentes.ts';
import { futur } from './futur.ts';
import { guillemets } from './guillemets.ts';
import { importARelire } from './import-a-relire.ts';
import { jourSemaine } from './jour-semaine.ts';
import { juridictionAdministrative } from './juridiction-administrative.ts';
import { juridictionJudiciaire } from './juridiction-judiciaire.ts';
import { juridictionTerritoriale } from './juridiction-territoriale.ts';
import { lettresChiffres } from './lettres-chiffres.ts';
import { litigeAbsent } from './litige-absent.ts';
import { loiSansNumero } from './loi-sans-numero.ts';
import { modificationAbsente } from './modification-absente.ts';
import { noteSansAppel } from './note-sans-appel.ts';
import { numeroDouble } from './numero-double.ts';
import { objetAbsent } from './objet-absent.ts';
import { partieIncomplete } from './partie-incomplete.ts';
import { partiesNonDesignees } from './parties-non-designees.ts';
import { preambuleSansPortee } from './preambule-sans-portee.ts';
import { preavisSansDepart } from './preavis-sans-depart.ts';
import { qualificationVariable } from './qualification-variable.ts';
import { reconductionSansLimite } from './reconduction-sans-limite.ts';
import { referenceIntrouvable } from './reference-introuvable.ts';
import { referenceRelative } from './reference-relative.ts';
import { reglementUe } from './reglement-ue.ts';
import { renvoiRompu } from './renvoi-rompu.ts';
import { resiliationAbsente } from './resiliation-absente.ts';
import { rgpdAbsente } from './rgpd-absente.ts';
import { rgpdPartageSansClause } from './rgpd-partage-sans-clause.ts';
import { rgpdSimpleInsuffisante } from './rgpd-simple-insuffisante.ts';
import { sigleNonDeveloppe } from './sigle-non-developpe.ts';
import { signataireQualiteDifferente } from './signataire-qualite-differente.ts';
import { signataireSansQualite } from './signataire-sans-qualite.ts';
import { signaturesAbsentes } from './signatures-absentes.ts';
import { signeNonImprimable } from './signe-non-imprimable.ts';
import { sirenFaux } from './siren-faux.ts';
import { sommeFausse } from './somme-fausse.ts';
import { subventionMentions } from './subvention-mentions.ts';
import { termeCasse } from './terme-casse.ts';
import { termeDefiniDeuxFois } from './terme-defini-deux-fois.ts';
import { termeInutilise } from './terme-inutilise.ts';
import { termeNonDefini } from './terme-non-defini.ts';
import { texteACompleter } from './texte-a-completer.ts';
import { variableVide } from './variable-vide.ts';
import { visaForme } from './visa-forme.ts';
import { visaOrdre } from './visa-ordre.ts';

/** Every rule, clauses first, style last; their order is that of findings of equal severity. */
export const RULES: readonly Rule[] = [
  dureeAbsente,
  reconductionSansLimite,
  modificationAbsente,
  resiliationAbsente,
  preavisSansDepart,
  litigeAbsent,
  juridictionAdministrative,
  juridictionJudiciaire,
  juridictionTerritoriale,
  rgpdAbsente,
  rgpdPartageSansClause,
  rgpdSimpleInsuffisante,
  objetAbsent,
  financesAbsentes,
  subventionMentions,
  domicileAbsent,
  communicationSansAccord,
  comiteSansFrequence,
  preambuleSansPortee,
  lettresChiffres,
  dateImpossible,
  jourSemaine,
  datesInversees,
  effetAvantSignature,
  sommeFausse,
  compteAnnonce,
  partiesNonDesignees,
  partieIncomplete,
  aliasPartage,
  sirenFaux,
  exemplairesInsuffisants,
  dateSignatureAbsente,
  signaturesAbsentes,
  signataireSansQualite,
  signataireQualiteDifferente,
  delegationSansActe,
  renvoiRompu,
  referenceIntrouvable,
  referenceRelative,
  annexeAbsente,
  annexeNonCitee,
  numeroDouble,
  articleVide,
  noteSansAppel,
  appelSansNote,
  variableVide,
  texteACompleter,
  signeNonImprimable,
  importARelire,
  faitsAnciens,
  qualificationVariable,
  termeNonDefini,
  termeInutilise,
  termeDefiniDeuxFois,
  termeCasse,
  sigleNonDeveloppe,
  visaForme,
  visaOrdre,
  considerantObligation,
  considerantPlace,
  loiSansNumero,
  reglementUe,
  etOu,
  futur,
  doit,
  guillemets,
];
