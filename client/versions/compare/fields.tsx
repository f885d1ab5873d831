import type { FieldChange } from '#shared/compare/model.ts';
import type { ComparisonView } from '#shared/compare/view.ts';
import type { FieldValue } from '#shared/document/model.ts';
import { printField } from '#shared/document/variables.ts';
import classes from './compare.module.css';
import { KindTag } from './kinds.tsx';
import type { Shows } from './shows.ts';
import { fieldKey } from './stops.ts';

interface FieldsProps {
  readonly view: ComparisonView;
  readonly shows: Shows;
  readonly current: string | null;
}

/** The variables whose value changed, before the text where they print. */
export function Fields({ view, shows, current }: FieldsProps) {
  const fields = view.fields.filter(({ kind }) => shows.kinds.size === 0 || shows.kinds.has(kind));
  if (fields.length === 0) return null;
  return (
    <section className={classes.fields} aria-labelledby="valeurs-changees">
      <h2 id="valeurs-changees" className={classes.fieldsTitle}>
        Valeurs de l’acte
      </h2>
      <dl>
        {fields.map((field) => (
          <div
            key={field.key}
            className={classes.field}
            data-arret={fieldKey(field)}
            data-courant={current === fieldKey(field) ? 'true' : undefined}
          >
            <dt>
              {(field.new ?? field.old)?.libelle || field.key}
              <KindTag kinds={[field.kind]} />
            </dt>
            <dd>
              <Value field={field} side="old" />
              {field.old !== null && field.new !== null ? <span aria-hidden="true"> → </span> : null}
              <Value field={field} side="new" />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const words = (value: FieldValue, field: FieldChange): string =>
  field.kind === 'propriete'
    ? value.libelle
    : value.valeur === null
      ? 'à compléter'
      : printField(value, 'texte', field.key);

function Value({ field, side }: { readonly field: FieldChange; readonly side: 'old' | 'new' }) {
  const value = field[side];
  if (value === null) return null;
  const text = words(value, field);
  return side === 'old' ? <del>{text}</del> : <ins>{text}</ins>;
}
