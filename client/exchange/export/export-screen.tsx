import { Button, Radio, Select } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useLocation, useSearchParams } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { useAct } from '#client/drafting/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { momentName } from '#client/versions/labels.ts';
import { useVersions } from '#client/versions/queries.ts';
import { EXPORT_FORMATS, type ExportFormatName, isExportFormat } from '#shared/exchange/formats.ts';
import { versionName } from '#shared/versions/names.ts';
import { PRESENT } from '#shared/versions/side.ts';
import { readStateRef, type Version } from '#shared/versions/wire.ts';
import classes from './export.module.css';
import { Preview } from './preview.tsx';
import { type ExportRequest, useExport, useFileAddress } from './use-export.ts';

const FORMATS = Object.keys(EXPORT_FORMATS).filter(isExportFormat);

/** `/actes/:id/exporter?etat=…&format=…`: one state of an act as a file, seen before it is kept. */
export default function ExportScreen({ id }: { readonly id: string }) {
  const act = useAct(id);
  const versions = useVersions(id, null);
  const [asked] = useSearchParams();
  const [, navigate] = useLocation();
  if (failedWith(act.error ?? versions.error, 'session.absente')) return <SignedOut />;
  const etat = asked.get('etat') ?? PRESENT;
  const ref = readStateRef(etat) === null ? PRESENT : etat;
  const wanted = asked.get('format') ?? '';
  const format: ExportFormatName = isExportFormat(wanted) ? wanted : 'pdf';
  const list = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const choose = (next: { readonly etat?: string; readonly format?: string }) => {
    const query = new URLSearchParams({ etat: ref, format, ...next });
    navigate(`/actes/${id}/exporter?${query}`, { replace: true });
  };
  const request: ExportRequest = { actId: id, ref, format };
  return (
    <Screen
      title="Exporter"
      lead={act.data?.title ?? '\u00a0'}
      actions={
        <ButtonLink
          href={`/actes/${id}`}
          variant="default"
          leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
        >
          Revenir à l’acte
        </ButtonLink>
      }
    >
      {act.error ? (
        <Failure error={act.error} onRetry={() => void act.refetch()} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.choices}>
            <Select
              label="Texte"
              data={statesOf(list, ref)}
              value={ref}
              allowDeselect={false}
              searchable={list.length > 12}
              nothingFoundMessage="Aucune version de ce nom"
              onChange={(value) => choose({ etat: value ?? PRESENT })}
            />
            <Radio.Group label="Format" value={format} onChange={(value) => choose({ format: value })}>
              <div className={classes.formats}>
                {FORMATS.map((name) => (
                  <Radio.Card key={name} value={name} className={classes.format}>
                    <Radio.Indicator aria-hidden="true" />
                    <span>
                      <strong>{EXPORT_FORMATS[name].label}</strong>
                      <small>{EXPORT_FORMATS[name].use}</small>
                    </span>
                  </Radio.Card>
                ))}
              </div>
            </Radio.Group>
            <Download request={request} />
          </div>
          <section className={classes.preview} aria-label="Aperçu">
            <Preview key={`${ref} ${format}`} request={request} />
          </section>
        </div>
      )}
    </Screen>
  );
}

const otherName = (ref: string): string => {
  const state = readStateRef(ref);
  if (state?.kind === 'day') return `En vigueur au ${state.day.split('-').reverse().join('/')}`;
  if (state?.kind === 'base') return 'Texte avant l’avenant';
  if (state?.kind === 'consolidated') return 'Texte consolidé avec l’avenant';
  return state?.kind === 'seq' ? 'Moment de l’histoire' : 'Version choisie';
};

/** What one may export: the present, then the versions, newest first; a moment of the history when one comes from it. */
function statesOf(list: readonly Version[], ref: string) {
  const told = list.map((version) => ({
    value: version.id as string,
    label: `${versionName(version)} – ${momentName(version.at)}`,
  }));
  const known = ref === PRESENT || told.some(({ value }) => value === ref);
  return [
    { value: PRESENT, label: 'Texte actuel' },
    ...(known ? [] : [{ value: ref, label: otherName(ref) }]),
    ...told,
  ];
}

const kilobytes = (bytes: number): string =>
  `${new Intl.NumberFormat('fr', { maximumFractionDigits: 0 }).format(Math.max(1, bytes / 1000))}\u00a0ko`;

function Download({ request }: { readonly request: ExportRequest }) {
  const file = useExport(request);
  const address = useFileAddress(file.data?.blob);
  const label = `Télécharger (${EXPORT_FORMATS[request.format].label}${file.data ? `, ${kilobytes(file.data.blob.size)}` : ''})`;
  if (file.isError) return <Failure detailed error={file.error} onRetry={() => void file.refetch()} />;
  const icon = <IconDownload size={18} aria-hidden="true" />;
  if (address === null)
    return (
      <Button leftSection={icon} loading>
        {label}
      </Button>
    );
  return (
    <Button
      component="a"
      href={address}
      download={file.data?.name ?? `acte.${request.format}`}
      leftSection={icon}
    >
      {label}
    </Button>
  );
}
