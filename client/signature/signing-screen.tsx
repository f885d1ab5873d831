import { Anchor, Button } from '@mantine/core';
import { IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { Link } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useFragmentToken } from '#client/identity/fragment-token.ts';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { partyWords } from '#shared/document/names.ts';
import type { SigningPage } from '#shared/signature/wire.ts';
import { FrozenText } from './frozen-text.tsx';
import classes from './signature.module.css';
import { FORM_HEADING, SigningForm } from './signing-form.tsx';
import { useSigningPage } from './signing-queries.ts';
import { Since } from './since.tsx';
import { dayOf, hashGroups, standing, whoSigns } from './words.ts';

/** `/signer#<secret>`: what somebody signs, what changed, in which capacity; then signs or refuses. No session. */
export default function SigningScreen() {
  const { token, given } = useFragmentToken('reload');
  const page = useSigningPage(token);
  if (token === null)
    return (
      <Screen title="Signer" width="narrow">
        <Problem
          title={given ? 'Ce lien est incomplet.' : 'Ouvrez votre lien de signature.'}
          message="Copiez le lien en entier depuis le message reçu, puis ouvrez-le dans ce navigateur."
        />
      </Screen>
    );
  if (page.error)
    return (
      <Screen title="Signer" width="narrow">
        <Failure
          error={page.error}
          {...(failedWith(page.error, 'signature.lien') ? {} : { onRetry: () => void page.refetch() })}
        />
      </Screen>
    );
  if (page.data === undefined)
    return (
      <Screen title="Signer" width="narrow">
        <LoadingRows />
      </Screen>
    );
  return <Opened token={token} page={page.data} />;
}

interface OpenedProps {
  readonly token: string;
  readonly page: SigningPage;
}

function Opened({ token, page }: OpenedProps) {
  const { signatory } = page;
  return (
    <Screen title={page.actTitle} width="narrow" lead={lead(page)}>
      <div className={classes.stack}>
        <Outcome page={page} />
        <section className={classes.card} aria-labelledby="qui-signe">
          <h2 id="qui-signe">{signatory.status === 'signe' ? 'Vous avez signé' : 'Vous signez'}</h2>
          <p>
            <strong>{whoSigns(signatory)}</strong>
            <br />
            pour {partyWords(signatory.party, 'le')}
          </p>
          {signatory.delegation === null ? null : (
            <p className={classes.soft}>
              Par délégation{'\u00a0'}: {signatory.delegation.reference}
              {signatory.delegationFile === null ? ', acte non joint.' : ', acte joint.'}
            </p>
          )}
          <ul className={classes.reasons}>
            {page.others.map((one) => (
              <li key={one.id}>
                {one.party}
                {'\u00a0'}: {whoSigns(one)} – {standing({ ...one, email: null }).toLocaleLowerCase('fr')}
              </li>
            ))}
          </ul>
        </section>
        {page.since === null || signatory.status === 'signe' ? null : (
          <Since since={page.since} content={page.content} />
        )}
        <section className={classes.card} aria-labelledby="le-texte">
          <h2 id="le-texte">Le texte</h2>
          {page.obstacle === null ? (
            // Not a link: a fragment of the address is where the person's secret comes from.
            <Anchor
              component="button"
              type="button"
              className={classes.toForm}
              onClick={() => {
                const form = document.getElementById(FORM_HEADING);
                form?.scrollIntoView();
                form?.focus({ preventScroll: true });
              }}
            >
              Aller à la signature, sous le texte
            </Anchor>
          ) : null}
          <FrozenText content={page.content} label="Texte à signer" />
          <p className={classes.soft}>Empreinte SHA-256 de ce texte, la même pour toutes les parties :</p>
          <p className={classes.hash}>{hashGroups(page.hash)}</p>
          <div className={classes.buttons}>
            <Button
              variant="default"
              leftSection={<IconPrinter size={17} aria-hidden="true" />}
              onClick={() => window.print()}
            >
              Imprimer
            </Button>
          </div>
        </section>
        {page.obstacle === null ? <SigningForm token={token} page={page} /> : null}
      </div>
    </Screen>
  );
}

function lead({ pilote, frozenAt, expiresAt }: SigningPage): string {
  const by = pilote === null ? '' : `Proposé à la signature par ${pilote.name} (${pilote.organisation}). `;
  return `${by}Texte arrêté le ${dayOf(frozenAt)}, à signer jusqu’au ${exactDate(expiresAt)}.`;
}

/** Where the sealed text is: this page, which opens no session, does not give it. */
function sealedText({ pilote, others }: SigningPage): string {
  const from = pilote === null ? 'au pilote de l’acte' : `à ${pilote.name} (${pilote.organisation})`;
  return others.every(({ status }) => status === 'signe')
    ? `Toutes les signatures sont réunies\u00a0: demandez le PDF scellé ${from}, ou ouvrez l’acte si vous y participez.`
    : `Quand toutes les signatures seront réunies, demandez le PDF scellé ${from}, ou ouvrez l’acte si vous y participez.`;
}

/** What is already done, or why nothing can be. */
function Outcome({ page }: { readonly page: SigningPage }) {
  const { signatory, obstacle, motif } = page;
  if (signatory.status === 'signe')
    return (
      <section className={classes.card} role="status">
        <h2>
          <IconCircleCheck size={24} aria-hidden="true" /> Votre signature est enregistrée
        </h2>
        <p>
          {signatory.signedAt === null ? '' : `Le ${exactDate(signatory.signedAt)}. `}
          {sealedText(page)} Le PDF scellé se vérifie à l’adresse{' '}
          <Link href="/verifier">{`${window.location.origin}/verifier`}</Link>.
        </p>
      </section>
    );
  if (obstacle === null) return null;
  return <Problem message={motif === null ? obstacle : `${obstacle} Motif\u00a0: ${motif}`} />;
}
