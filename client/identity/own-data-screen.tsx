import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { keepFile } from '#client/app/download.ts';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { OwnRights } from '#shared/identity/own-data-wire.ts';
import type { Me } from '#shared/identity/wire.ts';
import classes from './access.module.css';
import type { LocalWork } from './account-menu.tsx';
import { EraseForm } from './erase-form.tsx';
import { useEraseOneself, useOwnRights } from './own-data-queries.ts';
import { SignedInOnly } from './signed-in-only.tsx';

/** `/mes-donnees`: what the server holds on oneself, to take away or to end. */
export default function OwnDataScreen({ localWork }: { readonly localWork: ErasesCopies }) {
  return <SignedInOnly>{(me) => <OwnData me={me} localWork={localWork} />}</SignedInOnly>;
}

type ErasesCopies = Pick<LocalWork, 'eraseSavedCopies'>;

function OwnData({ me, localWork }: { readonly me: Me; readonly localWork: ErasesCopies }) {
  const rights = useOwnRights();
  const [erasing, setErasing] = useState(false);
  const erase = useEraseOneself();
  const [, navigate] = useLocation();
  const onErase = (email: string) =>
    erase.mutate(email, {
      onSuccess: () => {
        void localWork.eraseSavedCopies(me.person.id);
        navigate('/');
      },
    });
  return (
    <Screen
      title="Mes données"
      lead="Ce que ce serveur garde sur vous : emportez-le, ou faites-le effacer."
      width="narrow"
    >
      {rights.isPending ? <LoadingRows /> : null}
      {rights.isError ? <Failure error={rights.error} onRetry={() => void rights.refetch()} /> : null}
      <div className={classes.list}>
        <section className={classes.mail} aria-labelledby="emporter">
          <h2 id="emporter" className={classes.heading}>
            Emporter mes données
          </h2>
          <p>
            Un fichier JSON : votre nom et votre adresse, vos organisations, vos rôles, vos sessions, ce que
            les journaux retiennent de vous, vos signatures. Aucun secret, et personne d’autre que vous.
          </p>
          <div className={classes.buttons}>
            <Button
              component="a"
              href="/api/moi/donnees"
              download
              onClick={keepFile}
              leftSection={<IconDownload size={17} aria-hidden="true" />}
            >
              Télécharger
            </Button>
          </div>
        </section>
        {rights.data ? <Kept rights={rights.data} /> : null}
        {rights.data ? <Erasure rights={rights.data} onErase={() => setErasing(true)} /> : null}
      </div>
      <Modal opened={erasing} onClose={() => setErasing(false)} title="Effacer mes données ?">
        <p>
          Toutes vos sessions seront fermées et vos accès supprimés. Personne ne peut revenir en arrière, pas
          même la personne qui administre ce serveur.
        </p>
        <EraseForm
          label="Recopiez votre adresse électronique"
          email={me.person.email}
          pending={erase.isPending}
          error={erase.error}
          onErase={onErase}
          onCancel={() => setErasing(false)}
        />
      </Modal>
    </Screen>
  );
}

const days = (count: number) => (count === 1 ? 'un jour' : `${count.toLocaleString('fr')} jours`);

function Kept({ rights: { retention } }: { readonly rights: OwnRights }) {
  return (
    <section className={classes.mail} aria-labelledby="durees">
      <h2 id="durees" className={classes.heading}>
        Combien de temps
      </h2>
      <ul className={classes.plain}>
        <li>Une demande de code : un jour.</li>
        <li>Un navigateur connu de votre adresse : 180 jours après son dernier code.</li>
        <li>Une session : 30 jours, puis {days(retention.sessionsDays)} après sa fin.</li>
        <li>
          Le nom d’une personne invitée qui n’a plus aucun accès : {days(retention.guestsDays)} après sa
          dernière venue.
        </li>
        <li>Les actes, leurs versions et leur journal : tant que ce serveur les garde.</li>
      </ul>
    </section>
  );
}

function Erasure({ rights, onErase }: { readonly rights: OwnRights; readonly onErase: () => void }) {
  const { blockers, acts, signatures } = rights;
  return (
    <section className={classes.mail} aria-labelledby="effacer">
      <h2 id="effacer" className={classes.heading}>
        Effacer mes données
      </h2>
      <p>
        {acts === 0
          ? 'Vous ne participez à aucun acte.'
          : acts === 1
            ? 'Vous perdrez l’accès à l’acte auquel vous participez.'
            : `Vous perdrez l’accès aux ${acts} actes auxquels vous participez.`}{' '}
        Votre nom deviendra « Personne effacée » partout où il n’est pas une preuve ; ce que vous avez écrit
        reste dans le texte des actes, et leurs journaux restent entiers.
      </p>
      <p>
        {signatures === 0
          ? 'Vous n’avez rien signé ici.'
          : signatures === 1
            ? 'Votre signature reste avec votre nom : elle prouve l’acte signé (RGPD, article 17, 3, e ; Code civil, articles 1366 et 1367).'
            : `Vos ${signatures} signatures restent avec votre nom : elles prouvent les actes signés (RGPD, article 17, 3, e ; Code civil, articles 1366 et 1367).`}
      </p>
      {blockers.length > 0 ? (
        <Problem message="Avant de pouvoir effacer vos données, réglez ce qui suit :" details={blockers} />
      ) : (
        <div className={classes.buttons}>
          <Button color="red" variant="light" onClick={onErase}>
            Effacer mes données…
          </Button>
        </div>
      )}
    </section>
  );
}
