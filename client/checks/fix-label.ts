import type { Fix } from '#shared/checks/model.ts';

/** How a fix is offered: the word on its button, and what it would write, when that shows better than it tells. */
interface FixLabel {
  readonly action: string;
  readonly preview: string | null;
}

const quoted = (words: string): string => `«\u00a0${words.trim()}\u00a0»`;

/** @returns how the panel offers a fix */
export function fixLabel(fix: Fix): FixLabel {
  switch (fix.kind) {
    case 'texte':
      return { action: 'Corriger', preview: `Écrire ${quoted(fix.after)}` };
    case 'renvoi':
      return { action: 'Corriger', preview: `Renvoyer à ${quoted(fix.label)}` };
    case 'definition':
      return { action: 'Corriger', preview: `Ajouter ${quoted(fix.text)}` };
    case 'variable':
      return { action: 'Compléter', preview: null };
    case 'relu':
      return { action: 'C’est bon', preview: null };
    case 'clause':
      return { action: 'Insérer une clause', preview: null };
  }
}
