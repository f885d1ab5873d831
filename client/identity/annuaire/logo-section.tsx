import { Button, FileButton } from '@mantine/core';
import { Failure } from '#client/app/failure.tsx';
import { partyWords } from '#shared/document/names.ts';
import type { OrganisationDetail } from '#shared/identity/annuaire-wire.ts';
import classes from './annuaire.module.css';
import { useLogo } from './queries.ts';

/** @returns the address of a logo; a new picture has a new one */
export function logoAddress(id: string, at: number): string {
  return `/api/organisations/${encodeURIComponent(id)}/logo?du=${at}`;
}

/** The picture of an organisation, shown to all, changed by its members. */
export function LogoSection({ organisation }: { readonly organisation: OrganisationDetail }) {
  const { id, fiche, logoAt, mayEdit } = organisation;
  const change = useLogo(id);
  const has = typeof logoAt === 'number';
  if (!has && !mayEdit) return null;
  return (
    <section className={classes.card} aria-labelledby="logo-titre">
      <div className={classes.cardHead}>
        <h2 id="logo-titre">Logo</h2>
      </div>
      {has ? (
        <img
          className={classes.logo}
          src={logoAddress(id, logoAt)}
          alt={`Logo ${partyWords(fiche.denomination, 'du')}`}
        />
      ) : (
        <p className={classes.none}>Aucun logo. Un PNG ou un JPEG, de 512 Ko au plus.</p>
      )}
      {change.isError ? <Failure takesFocus detailed error={change.error} /> : null}
      {mayEdit ? (
        <div className={classes.logoTools}>
          <FileButton accept="image/png,image/jpeg" onChange={(file) => file && change.mutate(file)}>
            {(props) => (
              <Button {...props} size="sm" variant="default" loading={change.isPending}>
                {has ? 'Changer le logo' : 'Choisir une image'}
              </Button>
            )}
          </FileButton>
          {has ? (
            <Button
              size="sm"
              variant="subtle"
              color="red"
              disabled={change.isPending}
              onClick={() => change.mutate(null)}
            >
              Retirer
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
