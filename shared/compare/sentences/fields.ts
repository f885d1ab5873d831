import type { BlockJson } from '#shared/document/model.ts';
import { printedValue } from '../fields.ts';
import type { FieldChange } from '../model.ts';
import type { Told } from './block.ts';
import { countOf, joinWords, quote, sentence, withA } from './french.ts';

const MOST_PLACES = 3;

/** Where a value prints. */
function placesOf(key: string, blocks: readonly BlockJson[], told: Told): readonly string[] {
  const quoted = `"chemin":${JSON.stringify(key)}`;
  return blocks
    .filter((block) => block.type !== 'table' && JSON.stringify(block).includes(quoted))
    .map((block) => told.new.place(block.attrs.id));
}

/** Tells a variable that changed, and where that shows. */
export function tellField(change: FieldChange, blocks: readonly BlockJson[], told: Told): string {
  const field = change.new ?? change.old;
  const name = quote(field?.libelle === '' || field === null ? change.key : field.libelle);
  const places = placesOf(change.key, blocks, told);
  const shown = places.slice(0, MOST_PLACES).map(withA);
  const more = places.length > shown.length ? [`${places.length - shown.length} autres passages`] : [];
  const where = shown.length === 0 ? '' : ` (${joinWords([...shown, ...more])})`;
  const [old, fresh] = [printedValue(change.old), printedValue(change.new)];
  switch (change.kind) {
    case 'insere':
      return sentence(
        `la variable ${name} est ajoutée${fresh === null ? '' : `, avec la valeur ${quote(fresh)}`}`,
      );
    case 'supprime':
      return sentence(
        `la variable ${name} est supprimée${old === null ? '' : `\u00a0: elle valait ${quote(old)}`}`,
      );
    case 'propriete':
      return sentence(`l’intitulé ou le type de la variable ${name} change`);
    case 'valeur':
      if (old === null) return sentence(`la valeur ${name} est remplie\u00a0: ${quote(fresh ?? '')}${where}`);
      if (fresh === null)
        return sentence(`la valeur ${name} est effacée\u00a0: elle était ${quote(old)}${where}`);
      return sentence(`la valeur ${name} passe de ${quote(old)} à ${quote(fresh)}${where}`);
  }
}

/** As many as are told one by one when they come, or go, together: beyond, another act has its own. */
export const FEW_FIELDS = 3;

/** Tells variables that came together, or went together, in one sentence. */
export function tellFields(changes: readonly FieldChange[], kind: 'insere' | 'supprime'): string {
  const names = changes.map((change) => {
    const field = change.new ?? change.old;
    const value = printedValue(field);
    return `${field?.libelle === '' || field === null ? change.key : field.libelle}${value === null ? '' : ` (${value})`}`;
  });
  const verb = kind === 'insere' ? 'sont ajoutées' : 'sont supprimées';
  return sentence(`${countOf(changes.length, 'variable', true)} ${verb}\u00a0: ${joinWords(names)}`);
}
