import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { cutUndoStep } from '../core/footnotes.ts';
import { replaceAll, replaceCurrent, searchKey, selectCurrent, setQuery, stepMatch } from '../core/search.ts';
import classes from './search-bar.module.css';

interface Props {
  readonly editor: Editor;
  readonly editable: boolean;
  /** Changes each time the search is asked for again, to take the focus back. */
  readonly asked: number;
  readonly onClose: () => void;
  readonly onAnnounce: (message: string) => void;
}

/** Brings the place now shown into view, without taking the focus from the search bar. */
function showCurrent(editor: Editor): void {
  editor.view.dom.querySelector('.trouve-courant')?.scrollIntoView({ block: 'center' });
}

/** Search and replace, over the page. Escape closes it and gives the caret back where the search stands. */
export function SearchBar({ editor, editable, asked, onClose, onAnnounce }: Props) {
  const [text, setText] = useState(() => {
    const { from, to } = editor.state.selection;
    return to - from < 200 ? editor.state.doc.textBetween(from, to, ' ') : '';
  });
  const [replacement, setReplacement] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [wholeWord, setWholeWord] = useState(false);
  const [accents, setAccents] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { count, current } = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const search = searchKey.getState(now.state);
      return { count: search?.matches.length ?? 0, current: search?.current ?? -1 };
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the event
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  useEffect(() => {
    editor.view.dispatch(setQuery(editor.state, { text, matchCase, wholeWord, accents }));
    showCurrent(editor);
  }, [editor, text, matchCase, wholeWord, accents]);

  useEffect(
    () => () => {
      if (!editor.isDestroyed) editor.view.dispatch(setQuery(editor.state, null));
    },
    [editor],
  );

  const close = () => {
    const selected = selectCurrent(editor.state);
    if (selected) editor.view.dispatch(selected.scrollIntoView());
    onClose();
    editor.view.focus();
  };
  const go = useCallback(
    (delta: 1 | -1) => {
      const step = stepMatch(editor.state, delta);
      if (!step) return;
      editor.view.dispatch(step);
      showCurrent(editor);
    },
    [editor],
  );
  const replace = () => {
    const transaction = replaceCurrent(editor.state, replacement);
    if (!transaction) return;
    cutUndoStep(editor.state);
    editor.view.dispatch(transaction);
    cutUndoStep(editor.state);
    showCurrent(editor);
  };
  const replaceEvery = () => {
    const { transaction, count: replaced } = replaceAll(editor.state, replacement);
    cutUndoStep(editor.state);
    if (replaced > 0) editor.view.dispatch(transaction);
    cutUndoStep(editor.state);
    onAnnounce(
      replaced === 0
        ? 'Rien à remplacer.'
        : `${replaced} ${replaced > 1 ? 'remplacements faits' : 'remplacement fait'}. Ctrl+Z pour annuler.`,
    );
  };

  return (
    <search
      className={classes.bar}
      aria-label="Rechercher dans le texte"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <div className={classes.line}>
        <TextInput
          ref={input}
          size="sm"
          className={classes.input ?? ''}
          aria-label="Rechercher"
          placeholder="Rechercher"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          }}
        />
        <span className={classes.count} role="status">
          {text === '' ? '' : count === 0 ? 'Aucun résultat' : `${current + 1} sur ${count}`}
        </span>
        <Tooltip label="Précédent (Maj+Entrée)">
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            aria-label="Résultat précédent"
            disabled={count === 0}
            onClick={() => go(-1)}
          >
            <IconChevronUp size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Suivant (Entrée)">
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            aria-label="Résultat suivant"
            disabled={count === 0}
            onClick={() => go(1)}
          >
            <IconChevronDown size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Fermer (Échap)">
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            aria-label="Fermer la recherche"
            onClick={close}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {editable && (
        <div className={classes.line}>
          <TextInput
            size="sm"
            className={classes.input ?? ''}
            aria-label="Remplacer par"
            placeholder="Remplacer par"
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') replace();
            }}
          />
          <Button size="compact-sm" variant="default" disabled={count === 0} onClick={replace}>
            Remplacer
          </Button>
          <Button size="compact-sm" variant="default" disabled={count === 0} onClick={replaceEvery}>
            Tout remplacer
          </Button>
        </div>
      )}
      <div className={classes.line}>
        <Checkbox
          size="xs"
          label="Casse"
          checked={matchCase}
          onChange={(event) => setMatchCase(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label="Mot entier"
          checked={wholeWord}
          onChange={(event) => setWholeWord(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label="Accents"
          checked={accents}
          onChange={(event) => setAccents(event.currentTarget.checked)}
        />
      </div>
    </search>
  );
}
