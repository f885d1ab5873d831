import { Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiFailure, ask, sentenceOf } from '#client/app/api.ts';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { MAX_VERIFIED_BYTES, verificationSchema } from '#shared/signature/verify.ts';
import { Answer } from './answer.tsx';
import { PdfDrop } from './pdf-drop.tsx';
import classes from './verification.module.css';

const TOO_LARGE = `Ce fichier dépasse ${MAX_VERIFIED_BYTES / 1024 / 1024} Mo : ce n’est pas un texte scellé ici. Choisissez le PDF reçu, tel quel.`;

async function verify(file: File) {
  if (file.size > MAX_VERIFIED_BYTES) throw new ApiFailure('requete.trop_grande', { message: TOO_LARGE });
  const answer = await ask(verificationSchema, '/api/verification', {
    file: new Blob([file], { type: 'application/pdf' }),
  });
  return { answer, name: file.name };
}

/** `/verifier`: open to anybody. Says whether a PDF is a text sealed by this server, and whole. */
export default function VerifyScreen() {
  const asked = useMutation({ mutationFn: verify });
  const [refused, setRefused] = useState<string | null>(null);
  const send = (file: File) => {
    setRefused(null);
    asked.mutate(file);
  };
  return (
    <Screen
      title="Vérifier un texte scellé"
      width="narrow"
      lead="Donnez le PDF que vous avez reçu : vous saurez s’il a été scellé ici, et si un seul octet en a changé. Le fichier n’est pas gardé."
    >
      <div className={classes.page}>
        <PdfDrop
          onFile={send}
          onRefused={(sentence) => {
            asked.reset();
            setRefused(sentence);
          }}
        />
        <div role="status" className={classes.spoken}>
          {asked.isPending ? (
            <p className={classes.waiting}>
              <Loader size="sm" aria-hidden="true" />
              Vérification en cours…
            </p>
          ) : null}
          {asked.data && refused === null ? (
            <Answer key={asked.submittedAt} verification={asked.data.answer} fileName={asked.data.name} />
          ) : null}
        </div>
        {refused === null ? null : <Problem message={refused} />}
        {asked.error && refused === null ? <Problem message={sentenceOf(asked.error)} takesFocus /> : null}
        <section className={classes.about} aria-labelledby="ce-que-dit-un-sceau">
          <h2 id="ce-que-dit-un-sceau">Ce que dit un sceau</h2>
          <p>
            Quand toutes les parties ont signé, le serveur scelle le texte : d’où il vient et chacun de ses
            octets sont alors établis. Imprimer puis numériser le fichier, ou le réenregistrer avec un
            logiciel, rompt le sceau.
          </p>
          <p>
            Un sceau ne vaut pas consentement. Celui des parties est établi par leurs signatures, que détaille
            le dossier de preuve remis à chacune.
          </p>
        </section>
      </div>
    </Screen>
  );
}
