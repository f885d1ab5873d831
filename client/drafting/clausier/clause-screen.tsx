import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { failedWith, sentenceOf } from '#client/app/api.ts';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import type { TendedDetail } from '#shared/drafting/house-wire.ts';
import { ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import { OriginTag, StateTag } from './clause-tags.tsx';
import classes from './clausier.module.css';
import { PagePreview } from './page-preview.tsx';
import { useClause } from './queries.ts';
import { ClauseRedline } from './redline.tsx';
import { VersionItem } from './version-item.tsx';

/** `/clausier/:id`: one clause, with its versions and the acts that use it. */
export default function ClauseScreen({ id }: { readonly id: string }) {
  return <SignedInOnly>{() => <ClausePage id={id} />}</SignedInOnly>;
}

/** Shows what a clause that can't be read has to say, with the way back. */
export function ClauseProblem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const gone = failedWith(error, 'clause.introuvable');
  return (
    <Screen title={gone ? 'Clause introuvable' : 'Clausier'} width="narrow">
      <Problem message={sentenceOf(error)} {...(gone ? {} : { onRetry })}>
        <ButtonLink href="/clausier" variant="default" size="sm">
          Revenir au clausier
        </ButtonLink>
      </Problem>
    </Screen>
  );
}

function ClausePage({ id }: { readonly id: string }) {
  const asked = Number(new URLSearchParams(useSearch()).get('version') ?? Number.NaN);
  const [version, setVersion] = useState(Number.isInteger(asked) ? asked : null);
  const clause = useClause(id, version);
  if (clause.isError) return <ClauseProblem error={clause.error} onRetry={() => void clause.refetch()} />;
  if (clause.isPending) return <LoadingScreen />;
  return <ClauseView clause={clause.data} onVersion={setVersion} />;
}

interface ClauseViewProps {
  readonly clause: TendedDetail;
  readonly onVersion: (version: number) => void;
}

function ClauseView({ clause, onVersion }: ClauseViewProps) {
  const { id, famille, variante, historique, may } = clause;
  const [view, setView] = useState('apercu');
  const shown = historique.find(({ version }) => version === clause.version);
  return (
    <Screen
      title={`${FAMILY_NAMES[famille]} (${variante.replaceAll('-', ' ')})`}
      lead={
        <>
          <Link href="/clausier" className={classes.back}>
            Clausier
          </Link>{' '}
          · {clause.emploi}
        </>
      }
      actions={
        may.propose ? (
          <ButtonLink
            href={`/clausier/${id}/proposer`}
            leftSection={<IconPencilPlus size={18} aria-hidden="true" />}
          >
            Proposer une version
          </ButtonLink>
        ) : null
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <div className={classes.viewHead}>
            <div className={classes.tags}>
              <strong>Version {clause.version}</strong>
              <StateTag etat={clause.etat} />
              <OriginTag origine={clause.origine} />
            </div>
            <SegmentedControl
              aria-label="Ce qui est montré"
              value={view}
              onChange={setView}
              data={[
                { value: 'apercu', label: 'Aperçu' },
                { value: 'source', label: 'Texte source' },
              ]}
            />
          </div>
          {shown?.offerte === true ? null : (
            <p className={classes.none}>Cette version n’est pas proposée dans les nouvelles conventions.</p>
          )}
          {view === 'apercu' ? (
            <>
              <PagePreview content={clause.apercu} />
              <p className={classes.none}>
                Les mots teintés sont des variables, remplies ici d’exemples ; leur nom paraît au survol.
              </p>
            </>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long source scrolls, and the keyboard must reach it
            <section className={classes.source} tabIndex={0} aria-label="Texte source">
              <pre>{clause.source}</pre>
            </section>
          )}
          <Versions clause={clause} onVersion={onVersion} />
        </div>
        <div className={classes.column}>
          <Card title="Ce qu’il faut savoir">
            <p className={classes.prose}>{clause.note ?? 'L’auteur n’a pas laissé de note.'}</p>
            {clause.questions.length > 0 ? (
              <>
                <h3>Questions posées au rédacteur</h3>
                <ul className={classes.plainList}>
                  {clause.questions.map(({ sinon }) => (
                    <li key={sinon}>{sinon}</li>
                  ))}
                </ul>
              </>
            ) : null}
          </Card>
          <Card title="Variables">
            {clause.variables.length === 0 && clause.faits.length === 0 ? (
              <p className={classes.none}>Cette clause ne demande rien.</p>
            ) : (
              <ul className={classes.variables}>
                {clause.variables.map((each) => (
                  <li key={each.chemin}>
                    {each.libelle}
                    {each.defaut === null ? null : (
                      <span className={classes.facts}>par défaut : {each.defaut}</span>
                    )}
                    {each.requis ? <span className={classes.facts}>obligatoire</span> : null}
                  </li>
                ))}
                {clause.faits.map((each) => (
                  <li key={each.cle}>
                    {each.libelle}
                    <span className={classes.facts}>fait daté de la fiche de chaque partie</span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Usage clause={clause} />
        </div>
      </div>
    </Screen>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Usage({ clause }: { readonly clause: TendedDetail }) {
  const { actes, autres, incomplet } = clause.usage;
  return (
    <Card title="Utilisée par">
      {actes.length === 0 && autres === 0 ? (
        <p className={classes.none}>Aucun acte n’utilise cette clause pour l’instant.</p>
      ) : null}
      {actes.length > 0 ? (
        <ul className={classes.plainList}>
          {actes.map((act) => (
            <li key={`${act.id}-${act.version}`}>
              <Link href={`/actes/${act.id}`} className={classes.back}>
                {act.title}
              </Link>
              <span className={classes.facts}>
                version {act.version}, {ACT_STATE_NAMES[act.state].toLocaleLowerCase('fr')}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {autres > 0 ? (
        <p className={classes.none}>
          {actes.length > 0 ? 'Et ' : ''}
          {autres > 1
            ? `${autres} actes qui ne vous sont pas ouverts.`
            : 'un acte qui ne vous est pas ouvert.'}
        </p>
      ) : null}
      {incomplet ? (
        <p className={classes.none}>D’autres actes sont en cours de lecture : revenez bientôt.</p>
      ) : null}
    </Card>
  );
}

function Versions({ clause, onVersion }: ClauseViewProps) {
  const { historique } = clause;
  const [compared, setCompared] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [here, navigate] = useLocation();
  const choices = historique.map(({ version }) => ({ value: String(version), label: `Version ${version}` }));
  const sourceOf = (version: number) => historique.find((each) => each.version === version)?.source ?? '';
  const before = (version: number) => historique.find((each) => each.version < version)?.version ?? null;
  return (
    <section className={classes.card} aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ol className={classes.versions}>
        {historique.map((each) => {
          const previous = before(each.version);
          return (
            <VersionItem
              key={`${each.origine}-${each.version}`}
              id={clause.id}
              version={each}
              shown={each.version === clause.version}
              mayDecide={clause.may.decide}
              onShow={() => onVersion(each.version)}
              onCompare={previous === null ? null : () => setCompared({ from: previous, to: each.version })}
              onReuse={clause.may.propose ? () => navigate(`${here}/proposer?version=${each.version}`) : null}
            />
          );
        })}
      </ol>
      {historique.length > 1 && compared === null ? (
        <div>
          <Button
            variant="default"
            onClick={() =>
              setCompared({ from: historique[1]?.version ?? 1, to: historique[0]?.version ?? 1 })
            }
          >
            Comparer deux versions
          </Button>
        </div>
      ) : null}
      {compared === null ? null : (
        <div className={classes.compare}>
          <h3>Comparaison</h3>
          <div className={classes.compareChoice}>
            <Select
              label="De"
              data={choices}
              allowDeselect={false}
              value={String(compared.from)}
              onChange={(value) => setCompared({ ...compared, from: Number(value) })}
            />
            <Select
              label="À"
              data={choices}
              allowDeselect={false}
              value={String(compared.to)}
              onChange={(value) => setCompared({ ...compared, to: Number(value) })}
            />
          </div>
          <ClauseRedline from={sourceOf(compared.from)} to={sourceOf(compared.to)} />
        </div>
      )}
    </section>
  );
}
