/**
 * The closed list of what can go wrong, and the only place that says how each is told:
 * HTTP status, websocket close code, and a French sentence that says what to do next.
 * Websocket codes lie in 4400–4499: y-websocket's provider stops retrying on those; 1013 lets it retry.
 */
export const ERRORS = {
  'session.absente': {
    http: 401,
    ws: 4401,
    message:
      'Votre session n’est pas ouverte ou a pris fin. Entrez de nouveau, par votre adresse électronique ou par votre lien personnel.',
  },
  'lien.invalide': {
    http: 401,
    ws: 4401,
    message:
      'Ce lien n’est plus valable. Entrez par votre adresse électronique, ou demandez-en un nouveau à la personne qui vous l’a envoyé.',
  },
  'code.faux': {
    http: 401,
    ws: 4401,
    message: 'Ce n’est pas le bon code. Recopiez les six chiffres du dernier message reçu.',
  },
  'code.perime': {
    http: 401,
    ws: 4401,
    message: 'Ce code ne sert plus : trop d’essais, ou plus de dix minutes. Demandez-en un autre.',
  },
  'entree.inconnue': {
    http: 403,
    ws: 4403,
    message:
      'Cette adresse n’a accès à rien ici. Demandez à la personne qui pilote votre convention de vous y inviter.',
  },
  'oidc.echec': {
    http: 403,
    ws: 4403,
    message:
      'Le fournisseur d’identité n’a pas confirmé qui vous êtes. Recommencez, ou entrez par votre adresse électronique.',
  },
  'oidc.indisponible': {
    http: 503,
    ws: 1013,
    message:
      'Le fournisseur d’identité ne répond pas. Réessayez dans un moment, ou entrez par votre adresse électronique.',
  },
  'acces.retire': {
    http: 403,
    ws: 4403,
    message:
      'Votre accès à cet acte a pris fin. Copiez ce que vous n’avez pas pu enregistrer, puis voyez avec son pilote.',
  },
  'acces.dernier_pilote': {
    http: 409,
    ws: 4409,
    message: 'Un acte garde toujours un pilote sans terme. Donnez d’abord ce rôle à quelqu’un d’autre.',
  },
  'avenant.cible': {
    http: 409,
    ws: 4409,
    message: 'On ne modifie par avenant qu’un acte signé, et non résilié. Attendez la dernière signature.',
  },
  'avenant.consolidation': {
    http: 409,
    ws: 4409,
    message:
      'Les avenants signés ne s’appliquent plus les uns sur les autres : celui-ci a été écrit sur un autre texte. Voyez avec la personne qui administre ce serveur.',
  },
  'avenant.numero': {
    http: 409,
    ws: 4409,
    message:
      'Ce numéro est celui d’un avenant que vous ne pouvez pas modifier\u00a0: attendez qu’il soit signé ou abandonné, ou voyez avec son pilote.',
  },
  'avenant.introuvable': {
    http: 404,
    ws: 4404,
    message: 'Cet acte n’est pas un avenant. Revenez au portefeuille et ouvrez l’avenant voulu.',
  },
  'avenant.carte': {
    http: 409,
    ws: 4409,
    message:
      'Cette stipulation n’a pas pu être reprise. Voyez la raison, ou faites la modification à la main.',
  },
  'participant.introuvable': {
    http: 404,
    ws: 4404,
    message: 'Cette personne ne participe pas à cet acte. Rechargez la liste des participants.',
  },
  'invitation.par_courriel': {
    http: 409,
    ws: 4409,
    message:
      'Ce serveur envoie ses courriels : le lien part directement à la personne invitée et n’est montré à personne d’autre.',
  },
  'personne.engagee': {
    http: 409,
    ws: 4409,
    message:
      'Ces données ne peuvent pas encore être effacées : d’autres personnes en dépendent. Réglez ce qui est signalé, puis recommencez.',
  },
  'acces.refuse': {
    http: 403,
    ws: 4403,
    message:
      'Vous n’avez pas le droit de faire cela dans cet acte. Demandez à son pilote de vous l’accorder.',
  },
  'acces.reserve': {
    http: 403,
    ws: 4403,
    message:
      'Cela ne vous est pas ouvert. Demandez-le à un membre de l’organisation concernée, ou à la personne qui administre ce serveur.',
  },
  'organisation.introuvable': {
    http: 404,
    ws: 4404,
    message: 'Cette organisation n’existe pas, ou ne vous est pas ouverte. Revenez à l’annuaire.',
  },
  'organisation.dernier_administrateur': {
    http: 409,
    ws: 4409,
    message:
      'Une organisation qui a un administrateur en garde toujours un. Donnez d’abord ce rôle à quelqu’un d’autre.',
  },
  'organisation.logo': {
    http: 422,
    ws: 4422,
    message:
      'Cette image ne convient pas. Joignez un logo en PNG ou en JPEG, de 512 Ko et 4 000 pixels de côté au plus.',
  },
  'organisation.invalide': {
    http: 422,
    ws: 4422,
    message: 'La fiche ne peut pas être enregistrée ainsi. Corrigez les champs signalés puis recommencez.',
  },
  'organisation.double': {
    http: 409,
    ws: 4409,
    message:
      'Cette organisation figure déjà dans l’annuaire. Complétez sa fiche au lieu d’en créer une autre.',
  },
  'organisation.modifiee': {
    http: 409,
    ws: 4409,
    message:
      'Cette fiche a été modifiée par quelqu’un d’autre entre-temps. Votre saisie est gardée : comparez, choisissez, puis enregistrez de nouveau.',
  },
  'clause.introuvable': {
    http: 404,
    ws: 4404,
    message: 'Cette clause, ou cette version, n’est pas dans le clausier. Revenez à la liste.',
  },
  'clause.invalide': {
    http: 422,
    ws: 4422,
    message: 'Le texte de cette clause ne peut pas être lu. Corrigez ce qui est signalé puis recommencez.',
  },
  'clause.conflit': {
    http: 409,
    ws: 4409,
    message:
      'Le clausier a changé entre-temps, et cette action ne s’applique plus. Rechargez la page pour voir où en est la clause.',
  },
  'clause.requise': {
    http: 409,
    ws: 4409,
    message:
      'Un modèle a besoin de cette clause : sans elle, il ne pourrait plus servir. Approuvez d’abord une autre version.',
  },
  'acte.introuvable': {
    http: 404,
    ws: 4404,
    message: 'Cet acte n’existe pas, ou ne vous est pas ouvert. Revenez au portefeuille.',
  },
  'acte.fige': {
    http: 409,
    ws: 4423,
    message:
      'Le texte est arrêté : il ne peut plus être modifié. Demandez au pilote de le rouvrir si une correction s’impose.',
  },
  'etat.impossible': {
    http: 409,
    ws: 4409,
    message:
      'L’acte n’en est plus là : son état a changé. Rechargez la page pour voir où il en est et ce qui est possible.',
  },
  'etat.date': {
    http: 400,
    ws: 4400,
    message: 'Cette date ne convient pas à l’acte. Corrigez-la puis recommencez.',
  },
  'etat.bloque': {
    http: 409,
    ws: 4409,
    message:
      'Le texte ne peut pas encore être arrêté : des contrôles bloquants sont ouverts. Corrigez ce qui est signalé puis recommencez.',
  },
  'signature.lien': {
    http: 401,
    ws: 4401,
    message:
      'Ce lien de signature ne permet plus de signer. Demandez-en un nouveau à la personne qui pilote la convention.',
  },
  'signature.incomplete': {
    http: 422,
    ws: 4422,
    message: 'La liste des signataires n’est pas complète. Corrigez ce qui est signalé puis recommencez.',
  },
  'signature.impossible': {
    http: 409,
    ws: 4409,
    message:
      'Cette signature n’est pas possible pour l’instant. Rechargez la page pour voir où en est la signature.',
  },
  'signature.empreinte': {
    http: 409,
    ws: 4409,
    message:
      'Le texte affiché n’est plus celui qui est à signer. Rechargez la page, relisez le texte, puis signez.',
  },
  'signature.code': {
    http: 422,
    ws: 4422,
    message:
      'Ce code n’est pas le bon, ou il a expiré. Vérifiez le dernier courriel reçu, ou demandez un autre code.',
  },
  'signature.fichier': {
    http: 422,
    ws: 4422,
    message:
      'Ce fichier ne convient pas. Joignez un PDF sans mot de passe, une image JPEG ou PNG, de 40 Mo au plus.',
  },
  'schema.incompatible': {
    http: 409,
    ws: 4409,
    message:
      'Votre page a été chargée avec une version plus ancienne de Clausier. Rechargez-la : votre texte est gardé.',
  },
  'installation.faite': {
    http: 409,
    ws: 4409,
    message: 'Ce Clausier est déjà installé. Entrez avec votre lien personnel.',
  },
  'installation.jeton': {
    http: 403,
    ws: 4403,
    message:
      'Ce lien d’installation n’est pas le bon. Reprenez celui que le serveur affiche à son démarrage.',
  },
  'courriel.echec': {
    http: 503,
    ws: 1013,
    message:
      'Le courriel n’a pas pu être envoyé. Réessayez dans quelques minutes ; si cela dure, prévenez l’administrateur de ce serveur.',
  },
  'requete.invalide': {
    http: 400,
    ws: 4400,
    message: 'La demande est incomplète ou mal formée. Corrigez les champs signalés puis recommencez.',
  },
  'requete.trop_grande': {
    http: 413,
    ws: 4413,
    message:
      'Ce contenu est trop volumineux pour être envoyé en une fois. Réduisez-le ou coupez-le en plusieurs parties.',
  },
  'requete.trop_frequente': {
    http: 429,
    ws: 4429,
    message: 'Trop d’essais en peu de temps. Attendez une minute puis recommencez.',
  },
  'requete.origine': {
    http: 403,
    ws: 4403,
    message: 'Cette demande vient d’un autre site et n’a pas été prise. Ouvrez Clausier par son adresse.',
  },
  'adresse.inconnue': {
    http: 404,
    ws: 4404,
    message: 'Rien ne se trouve à cette adresse. Revenez au portefeuille.',
  },
  'import.illisible': {
    http: 422,
    ws: 4422,
    message:
      'Ce fichier n’est pas un texte lisible. Enregistrez-le en texte brut ou en Markdown (UTF-8) puis recommencez.',
  },
  'import.vide': {
    http: 422,
    ws: 4422,
    message: 'Ce texte est vide : il n’y a rien à importer. Collez ou déposez le texte de la convention.',
  },
  'modele.inconnu': {
    http: 404,
    ws: 4404,
    message: 'Ce modèle n’existe pas sur ce serveur. Choisissez-en un dans la liste.',
  },
  'modele.valeurs': {
    http: 422,
    ws: 4422,
    message: 'Certaines valeurs ne conviennent pas au modèle. Corrigez les champs signalés.',
  },
  'version.introuvable': {
    http: 404,
    ws: 4404,
    message:
      'Cet état de l’acte n’existe pas, ou ne vous est pas ouvert. Revenez à la liste des versions et choisissez-en un autre.',
  },
  'version.alteree': {
    http: 500,
    ws: 1011,
    message:
      'Cette version ne correspond plus à son empreinte et n’est donc pas montrée. Choisissez-en une autre, et prévenez l’administrateur, qui la retrouvera dans une sauvegarde.',
  },
  'export.format': {
    http: 404,
    ws: 4404,
    message: 'Ce format n’est pas proposé. Choisissez-en un dans la liste des formats d’export.',
  },
  'export.trop_grand': {
    http: 413,
    ws: 4413,
    message:
      'Ce texte est trop volumineux pour être exporté ainsi. Retirez ou réduisez ses images, ou choisissez un autre format.',
  },
  'export.trop_long': {
    http: 503,
    ws: 1013,
    message:
      'L’export a pris trop de temps et a été arrêté. Recommencez dans un moment, ou choisissez un autre format.',
  },
  'export.occupe': {
    http: 503,
    ws: 1013,
    message: 'Trop d’exports sont demandés en même temps. Recommencez dans quelques secondes.',
  },
  'export.caracteres': {
    http: 422,
    ws: 4422,
    message:
      'Certains signes de ce texte ne peuvent pas être imprimés dans un PDF. Remplacez-les, ou choisissez un autre format.',
  },
  'export.interrompu': {
    http: 503,
    ws: 1013,
    message:
      'L’export s’est interrompu avant la fin. Recommencez\u202f; si cela se reproduit, choisissez un autre format et prévenez l’administrateur.',
  },
  'export.indisponible': {
    http: 501,
    ws: 1011,
    message:
      'Ce serveur ne peut pas produire de PDF. Choisissez un autre format, et prévenez l’administrateur.',
  },
  'sceau.absent': {
    http: 404,
    ws: 4404,
    message:
      'Ce texte n’est pas encore scellé\u00a0: il le sera dès que toutes les signatures seront là. Revenez un peu plus tard.',
  },
  'sceau.impossible': {
    http: 503,
    ws: 1013,
    message:
      'Le texte est signé, mais il n’a pas pu être scellé\u00a0: rien n’est perdu, et le serveur réessaiera de lui-même. Prévenez la personne qui l’administre si cela dure.',
  },
  'sceau.altere': {
    http: 500,
    ws: 1011,
    message:
      'Le fichier scellé ne correspond plus à son empreinte et n’est donc pas donné. Prévenez l’administrateur, qui le retrouvera dans une sauvegarde.',
  },
  'sync.message_invalide': {
    http: 400,
    ws: 4400,
    message:
      'Une modification reçue était illisible et n’a pas été prise. Rechargez la page : votre texte local est gardé.',
  },
  'sync.trop_grand': {
    http: 413,
    ws: 4413,
    message:
      'Cette modification est trop volumineuse. Annulez-la, puis collez le texte en plusieurs parties.',
  },
  'sync.trop_frequent': {
    http: 429,
    ws: 4429,
    message:
      'Cette page envoie trop de modifications à la fois. Attendez une minute puis réessayez : votre texte local est gardé.',
  },
  'sync.trop_de_connexions': {
    http: 429,
    ws: 4429,
    message:
      'Trop de pages sont ouvertes en même temps. Fermez-en puis réessayez : votre texte local est gardé.',
  },
  'sync.lecteur_lent': {
    http: 503,
    ws: 1013,
    message: 'La connexion est trop lente pour suivre. Nouvel essai en cours ; votre texte est gardé.',
  },
  'disque.indisponible': {
    http: 507,
    ws: 1013,
    message:
      'Le serveur ne peut plus écrire sur son disque. Continuez : votre texte est gardé ici et partira dès que possible. Prévenez l’administrateur.',
  },
  'serveur.arret': {
    http: 503,
    ws: 1012,
    message: 'Le serveur redémarre. Nouvel essai en cours ; votre texte est gardé.',
  },
  'serveur.erreur': {
    http: 500,
    ws: 1011,
    message:
      'Une erreur imprévue s’est produite de notre côté. Recommencez ; si elle persiste, prévenez l’administrateur.',
  },
} as const satisfies Record<string, { http: number; ws: number; message: string }>;

/** Stable id of an error, safe to log, test and show. */
export type ErrorCode = keyof typeof ERRORS;

/** What a client is told of a failure. `details` name fields or limits; never a stack trace. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly string[];
  /** Correlates a `serveur.erreur` with the server's log. */
  readonly reference?: string;
}

/** A failure with a closed code, thrown across layers and mapped to HTTP or a close code at the edge. */
export class ClausierError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly string[];

  constructor(code: ErrorCode, details: readonly string[] = [], options?: { cause?: unknown }) {
    super(`${code}${details.length > 0 ? `: ${details.join('; ')}` : ''}`, options);
    this.name = 'ClausierError';
    this.code = code;
    this.details = details;
  }
}

/** @returns the body that a client is sent for `code` */
export function errorBody(code: ErrorCode, details: readonly string[] = []): ErrorBody {
  return { code, message: ERRORS[code].message, ...(details.length > 0 ? { details } : {}) };
}
