import { Button, Menu, Textarea } from '@mantine/core';
import {
  IconBold,
  IconBraces,
  IconChevronDown,
  IconGitBranch,
  IconItalic,
  IconLink,
  IconListNumbers,
  IconQuote,
  IconSuperscript,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import classes from './clausier.module.css';
import { BLANK_VARIABLE, CARET, type ClauseDraft, insertSnippet } from './draft.ts';

interface BodyFieldProps {
  readonly draft: ClauseDraft;
  readonly invalid: boolean;
  readonly onChange: (next: Partial<ClauseDraft>) => void;
}

const PARTY = [
  ['{{partie|Le}}', 'Son nom en tête de phrase'],
  ['{{partie|le}}', 'Son nom'],
  ['{{partie|du}}', 'Son nom après « de »'],
  ['{{partie|au}}', 'Son nom après « à »'],
  ['{{partie.siege}}', 'Son siège'],
  ['{{partie.representant.nom}}', 'Son représentant'],
] as const;

const CONDITIONS = [
  ['parties = 2', 'Il y a deux parties'],
  ['parties >= 3', 'Il y a trois parties ou plus'],
  ['personne publique', 'Une partie est une personne publique'],
  ['aucune personne publique', 'Aucune n’est une personne publique'],
] as const;

/** The text of a clause, with buttons that write what has a form of its own. */
export function BodyField({ draft, invalid, onChange }: BodyFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (snippet: string, more: Partial<ClauseDraft> = {}) => {
    const { selectionStart: start, selectionEnd: end } = field.current ?? {
      selectionStart: 0,
      selectionEnd: 0,
    };
    const { text, caret } = insertSnippet(draft.corps, { start, end }, snippet);
    onChange({ ...more, corps: text });
    // Once React has put the text there, and the menu has let the focus go.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const newVariable = () => {
    const taken = new Set(draft.variables.map(({ chemin }) => chemin));
    const family = draft.famille === '' ? 'clause' : draft.famille;
    let rank = 1;
    while (taken.has(`${family}.variable${rank}`)) rank += 1;
    const chemin = `${family}.variable${rank}`;
    const variable = { ...BLANK_VARIABLE, chemin, libelle: `Variable ${rank}` };
    insert(`{{${chemin}}}`, { variables: [...draft.variables, variable] });
  };
  return (
    <div className={classes.body}>
      <div className={classes.helpers} role="toolbar" aria-label="Écrire dans le texte">
        <Helper icon={<IconBraces size={16} aria-hidden="true" />} label="Variable">
          {draft.variables.map(({ chemin, libelle }) => (
            <Menu.Item key={chemin} onClick={() => insert(`{{${chemin}}}`)}>
              {libelle || chemin}
            </Menu.Item>
          ))}
          {draft.variables.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item onClick={newVariable}>Nouvelle variable</Menu.Item>
        </Helper>
        <Helper icon={<IconGitBranch size={16} aria-hidden="true" />} label="Selon le cas">
          {CONDITIONS.map(([condition, name]) => (
            <Menu.Item key={condition} onClick={() => insert(`@si ${condition}\n${CARET}\n@sinon\n\n@fin\n`)}>
              {name}
            </Menu.Item>
          ))}
          {draft.variables
            .filter(({ type, choix }) => type === 'enum' && choix.length > 0)
            .map(({ chemin, libelle, choix }) => (
              <Menu.Item
                key={chemin}
                onClick={() => insert(`@si ${chemin} = ${choix[0] ?? ''}\n${CARET}\n@sinon\n\n@fin\n`)}
              >
                {libelle} : {choix[0]}
              </Menu.Item>
            ))}
        </Helper>
        <Helper icon={<IconUsersGroup size={16} aria-hidden="true" />} label="Parties">
          <Menu.Item onClick={() => insert(`@pour chaque partie\n{{partie|Le}} ${CARET}\n@fin\n`)}>
            Un passage pour chaque partie
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>Dans ce passage</Menu.Label>
          {PARTY.map(([snippet, name]) => (
            <Menu.Item key={snippet} onClick={() => insert(snippet)}>
              {name}
            </Menu.Item>
          ))}
        </Helper>
        <Helper icon={<IconLink size={16} aria-hidden="true" />} label="Renvoi">
          {FAMILIES.filter((famille) => famille !== draft.famille).map((famille) => (
            <Menu.Item key={famille} onClick={() => insert(`[[${famille}]]`)}>
              {FAMILY_NAMES[famille]}
            </Menu.Item>
          ))}
        </Helper>
        <Helper icon={<IconListNumbers size={16} aria-hidden="true" />} label="Mise en forme">
          <Menu.Item
            leftSection={<IconBold size={16} aria-hidden="true" />}
            onClick={() => insert(`**${CARET}**`)}
          >
            Gras
          </Menu.Item>
          <Menu.Item
            leftSection={<IconItalic size={16} aria-hidden="true" />}
            onClick={() => insert(`*${CARET}*`)}
          >
            Italique
          </Menu.Item>
          <Menu.Item onClick={() => insert(`\n- ${CARET}`)}>Liste à tirets</Menu.Item>
          <Menu.Item onClick={() => insert(`\n1° ${CARET}`)}>Liste numérotée</Menu.Item>
          <Menu.Item onClick={() => insert(`\n## ${CARET}`)}>Sous-titre</Menu.Item>
          <Menu.Item
            leftSection={<IconQuote size={16} aria-hidden="true" />}
            onClick={() => insert(`==${CARET}==`)}
          >
            Définir un terme
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSuperscript size={16} aria-hidden="true" />}
            onClick={() => insert(`[^a]\n\n[^a]: ${CARET}`)}
          >
            Note de bas de page
          </Menu.Item>
        </Helper>
      </div>
      <Textarea
        ref={field}
        label="Texte"
        description="Une ligne vide sépare deux alinéas. Les boutons écrivent les variables, les cas et les renvois."
        required
        autosize
        minRows={10}
        maxRows={26}
        maxLength={50_000}
        classNames={{ input: classes.bodyInput ?? '' }}
        error={invalid}
        value={draft.corps}
        onChange={(event) => onChange({ corps: event.currentTarget.value })}
      />
    </div>
  );
}

interface HelperProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

function Helper({ icon, label, children }: HelperProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={icon}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}
