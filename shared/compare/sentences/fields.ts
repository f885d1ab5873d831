import type { BlockJson } from '#shared/document/model.ts';
import { printedValue } from '../fields.ts';
import type { FieldChange } from '../model.ts';
import type { Told } from './block.ts';
import { joinWords, quote, sentence, withA } from './french.ts';

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
