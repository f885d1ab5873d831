import { Button, Loader, Textarea } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ClipboardEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { MAX_IMPORT_BYTES } from '#shared/exchange/import/decode.ts';
import { MAX_IMPORT_CHARS } from '#shared/exchange/import/import.ts';
import { useImportAct } from '../queries.ts';
import { DropZone } from './drop-zone.tsx';
import classes from './import.module.css';
import { ReportView } from './report-view.tsx';
import { usePreview } from './use-preview.ts';

/** Quiet time after a keystroke before the text is read again, in ms. */
const READ_AFTER_MS = 400;
/** Longest text of a file that is put in the field, in characters: a longer one would freeze it. */
const MAX_SHOWN = 400_000;
const STORAGE_KEY = 'clausier:import';

/** What a reload finds again; a text too long for the browser's storage is left out. */
function keep(text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, text);
  } catch {
    // Too long, or storage closed: the text lives as long as the screen.
  }
}

function kept(): string {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? '';
  } catch {
    return '';
  }
}

/** `/actes/importer`: brings in the text of an existing convention, shown as understood before it is created. */
export default function ImportScreen() {
  return (
    <SignedInOnly>
      {() => (
        <Screen
          title="Importer un texte"
          lead="Apportez le texte d’une convention existante, en Word ou en texte. Rien n’en est perdu : ce qui n’est pas reconnu reste à sa place et vous est signalé."
        >
          <Import />
        </Screen>
      )}
    </SignedInOnly>
  );
}

const tooBig = (name: string) =>
  `« ${name} » pèse plus de ${MAX_IMPORT_BYTES / 1024 / 1024} Mo : ce n’est sans doute pas le texte seul d’une convention.`;

function Import() {
  const [, navigate] = useLocation();
  const [text, setText] = useState(kept);
  const [name, setName] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const { preview, reading, read } = usePreview();
  const create = useImportAct();
  const readSoon = useDebouncedCallback((next: string) => {
    keep(next);
    read(next.trim() === '' ? null : { text: next });
  }, READ_AFTER_MS);

  useEffect(() => {
    const before = kept();
    if (before !== '') read({ text: before });
  }, [read]);
  useEffect(() => {
    if (!preview?.ok) return;
    keep(preview.text);
    if (preview.text.length <= MAX_SHOWN) setText(preview.text);
  }, [preview]);

  const start = () => {
    setRefused(null);
    create.reset();
  };
  const takeFile = async (file: File) => {
    start();
    if (file.size > MAX_IMPORT_BYTES) return setRefused(tooBig(file.name));
    setName(file.name);
    try {
      read({ bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      setRefused(
        'Ce fichier n’a pas pu être lu sur votre appareil. Vérifiez qu’il existe encore, puis recommencez.',
      );
    }
  };
  const type = (next: string) => {
    start();
    setName(null);
    setText(next);
    readSoon(next);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.getData('text/plain').length <= MAX_IMPORT_CHARS) return;
    event.preventDefault();
    setRefused(
      'Ce qui est collé est bien plus long qu’une convention. Collez le seul texte de la convention, ou coupez-le en plusieurs actes.',
    );
  };
  const submit = () => {
    if (!preview?.ok) return;
    const nom = name?.replace(/\.[^.]+$/u, '').slice(0, 300) || null;
    create.mutate(
      { texte: preview.text, nom },
      {
        onSuccess: ({ id }) => {
          keep('');
          navigate(`/actes/${id}`);
        },
      },
    );
  };
  return (
    <div className={classes.columns}>
      <div className={classes.source}>
        <DropZone onFile={(file) => void takeFile(file)} onRefused={setRefused} />
        <Textarea
          label="… ou collez le texte ici"
          description="Texte brut ou Markdown. Les notes [^1], les tableaux et les listes sont compris."
          rows={14}
          resize="vertical"
          value={text}
          spellCheck={false}
          onPaste={paste}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
      <section className={classes.result} aria-label="Ce qui est reconnu" aria-busy={reading}>
        {refused ? <Problem takesFocus title="Ce texte n’a pas été pris." message={refused} /> : null}
        {reading ? (
          <p className={classes.reading} role="status">
            <Loader size="sm" /> Lecture du texte…
          </p>
        ) : null}
        {!reading && !refused && preview?.ok === false ? (
          <Problem title="Ce texte n’a pas été lu." message={preview.message} details={preview.details} />
        ) : null}
        {!reading && preview?.ok ? (
          <>
            <ReportView report={preview.report} />
            {create.isError ? (
              <Failure takesFocus title="L’acte n’a pas été créé." error={create.error} detailed />
            ) : null}
            <div className={classes.submit}>
              <Button size="md" onClick={submit} loading={create.isPending || create.isSuccess}>
                Créer l’acte
              </Button>
            </div>
          </>
        ) : null}
        {!reading && !refused && preview === null ? (
          <p className={classes.hint}>
            Ce que Clausier reconnaît du texte (titre, parties, articles, signatures…) paraîtra ici avant que
            rien ne soit créé.
          </p>
        ) : null}
      </section>
    </div>
  );
}
