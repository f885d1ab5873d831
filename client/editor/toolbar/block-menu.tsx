import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { TitleRole } from '#shared/document/schema/vocabulary.ts';
import { TITLE_ROLES } from '#shared/document/schema/vocabulary.ts';
import { type ChosenBlock, setBlock } from '../core/commands.ts';
import { DIVISION_NAMES, NUMBERING_STYLES, TITLE_NAMES } from '../core/numbering-styles.ts';
import classes from './toolbar.module.css';
import { useTextMenu } from './use-text-menu.ts';

const PLAIN: readonly { readonly name: ChosenBlock; readonly label: string }[] = [
  { name: 'partie', label: 'Partie' },
  { name: 'liaison', label: 'Liaison (ENTRE, ET)' },
  { name: 'visa', label: 'Visa' },
  { name: 'considerant', label: 'Considérant' },
  { name: 'formule', label: 'Formule d’accord' },
  { name: 'cloture', label: 'Clôture (Fait à…)' },
  { name: 'signataire', label: 'Signataire' },
];

/** @returns what a person calls the block that holds the caret */
export function blockLabel(block: Node): string {
  switch (block.type.name) {
    case 'intitule':
      return `${DIVISION_NAMES[block.attrs.genre as keyof typeof DIVISION_NAMES] ?? 'Division'}, niveau ${block.attrs.niveau}`;
    case 'titre':
      return TITLE_NAMES[block.attrs.role as TitleRole] ?? 'Titre';
    case 'item':
      return 'Élément de liste';
    case 'note':
      return 'Note de bas de page';
    case 'alinea':
      return 'Alinéa';
    default:
      return PLAIN.find((one) => one.name === block.type.name)?.label ?? 'Alinéa';
  }
}

interface Props {
  readonly editor: Editor;
  readonly label: string;
  readonly onNumbering: () => void;
}

/** What the paragraph is in the act. */
export function BlockMenu({ editor, label, onNumbering }: Props) {
  const { menu, choice } = useTextMenu();
  const choose = (name: ChosenBlock, attrs: Readonly<Record<string, unknown>> = {}) =>
    choice(() => {
      setBlock(editor, name, attrs);
      editor.view.focus();
    });
  const level = () => {
    const { parent } = editor.state.selection.$from;
    return parent.type.name === 'intitule' ? Number(parent.attrs.niveau) : 1;
  };
  return (
    <Menu
      position="bottom-start"
      width={280}
      {...menu}
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="compact-md"
          h={34}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Nature du paragraphe\u00a0: ${label}`}
          className={classes.word ?? ''}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={choose('alinea')}>Alinéa</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Intitulé de division</Menu.Label>
        {NUMBERING_STYLES.map(({ key, sample, style }) => (
          <Menu.Item key={key} onClick={() => choose('intitule', { ...style, niveau: level() })()}>
            {sample}
          </Menu.Item>
        ))}
        <Menu.Item onClick={choice(onNumbering)}>Numérotation des divisions…</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Titre</Menu.Label>
        {TITLE_ROLES.map((role) => (
          <Menu.Item key={role} onClick={choose('titre', { role })}>
            {TITLE_NAMES[role]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>Parties de l’acte</Menu.Label>
        {PLAIN.map(({ name, label: text }) => (
          <Menu.Item key={name} onClick={choose(name)}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
