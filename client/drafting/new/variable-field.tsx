import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { VariableSummary } from '#shared/drafting/wire.ts';
import { never } from '#shared/kernel/never.ts';
import classes from './new-act.module.css';

interface VariableFieldProps {
  readonly id: string;
  readonly variable: VariableSummary;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

/** The input of one variable, of the kind that its type calls for. */
export function VariableField({ id, variable, value, error, onChange, onBlur }: VariableFieldProps) {
  const { type, libelle, aide, requis, choix } = variable;
  const common = {
    id,
    label: libelle,
    ...(aide ? { description: aide } : {}),
    ...(error ? { error } : {}),
    ...(onBlur ? { onBlur } : {}),
    withAsterisk: requis,
  };
  const typed = {
    ...common,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (type) {
    case 'texte':
      return (
        <Textarea {...typed} className={classes.wide} autosize minRows={1} maxRows={8} maxLength={2000} />
      );
    case 'reference':
      return <TextInput {...typed} className={classes.wide} maxLength={2000} />;
    case 'date':
      return <TextInput {...typed} type="date" />;
    case 'entier':
      return <TextInput {...typed} inputMode="numeric" autoComplete="off" />;
    case 'montant':
      return (
        <TextInput
          {...typed}
          inputMode="decimal"
          autoComplete="off"
          rightSection={<span aria-hidden="true">€</span>}
        />
      );
    case 'enum':
      return (
        <NativeSelect
          {...typed}
          data={[...(value === '' || !requis ? [{ value: '', label: 'À préciser' }] : []), ...choix]}
        />
      );
    case 'booleen':
      return (
        <Radio.Group {...common} value={value} onChange={onChange}>
          <div className={classes.choices}>
            <Radio value="oui" label="Oui" />
            <Radio value="non" label="Non" />
          </div>
        </Radio.Group>
      );
    default:
      return never(type);
  }
}
