import { Text, UnstyledButton } from '@mantine/core';
import { goToPosition } from '../core/commands.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import classes from './panel.module.css';

interface Props {
  readonly mounted: MountedEditor;
  readonly onGone?: () => void;
}

/** The terms and sigles that the act defines, with the way to each definition. */
export function TermsTab({ mounted, onGone }: Props) {
  const terms = useActModel(mounted.store, 'terms');
  if (terms.length === 0)
    return (
      <Text size="sm" c="dimmed" p="md">
        Aucun terme défini. Sélectionnez un terme là où le texte le définit, puis choisissez «{'\u00a0'}Terme
        défini
        {'\u00a0'}» dans le menu Insérer.
      </Text>
    );
  return (
    <ul className={classes.cards}>
      {terms.map(({ defId, words, definition, genre, pos }) => (
        <li key={`${defId}:${words}`} className={classes.card}>
          <UnstyledButton
            onClick={() => {
              goToPosition(mounted.handle.editor, pos);
              onGone?.();
            }}
          >
            <Text size="sm" fw={600}>
              {words}
              <Text span size="xs" c="dimmed" fw={400}>
                {' '}
                {genre === 'sigle' ? 'sigle' : 'terme'}
              </Text>
            </Text>
            <Text size="sm" c="dimmed" lineClamp={3}>
              {definition}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
