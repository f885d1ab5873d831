import { Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Failure } from '#client/app/failure.tsx';
import { EXPORT_FORMATS, type ExportFormatName } from '#shared/exchange/formats.ts';
import classes from './export.module.css';
import { type ExportRequest, useExport, useFileAddress, useFileText } from './use-export.ts';

/** What stands in for a file that a page can't show. */
const STAND_IN: ExportFormatName = 'html';

/** The file as it is, where a browser can show it in a page; else the same text as a web page. */
export function Preview({ request }: { readonly request: ExportRequest }) {
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const { format } = request;
  const isWords = EXPORT_FORMATS[format].mime.startsWith('text/');
  const showsPdf = format === 'pdf' && wide && navigator.pdfViewerEnabled;
  if (showsPdf) return <PdfPreview request={request} />;
  if (format !== STAND_IN && isWords) return <WordsPreview request={request} />;
  return (
    <>
      {format === STAND_IN ? null : (
        <p className={classes.note}>
          Aperçu du texte seul : le fichier {EXPORT_FORMATS[format].label} s’ouvre dans son propre logiciel.
        </p>
      )}
      <PagePreview request={{ ...request, format: STAND_IN }} />
    </>
  );
}

interface ShownProps {
  readonly request: ExportRequest;
}

interface WaitingProps {
  readonly file: ReturnType<typeof useExport>;
  readonly children: string;
}

function Waiting({ file, children }: WaitingProps) {
  if (file.isError) return <Failure detailed error={file.error} onRetry={() => void file.refetch()} />;
  return (
    <p className={classes.waiting} role="status">
      <Loader size="sm" aria-hidden="true" /> {children}
    </p>
  );
}

function PdfPreview({ request }: ShownProps) {
  const file = useExport(request);
  const address = useFileAddress(file.data?.blob);
  if (address === null) return <Waiting file={file}>Mise en pages…</Waiting>;
  return <iframe className={classes.frame} title="Aperçu du PDF" src={`${address}#view=FitH&navpanes=0`} />;
}

function PagePreview({ request }: ShownProps) {
  const file = useExport(request);
  const text = useFileText(file.data?.blob);
  if (text === null) return <Waiting file={file}>Préparation de l’aperçu…</Waiting>;
  // No right at all for what is in the frame: a page that one exports has no script to run.
  return <iframe className={classes.frame} title="Aperçu du texte" sandbox="" srcDoc={text} />;
}

function WordsPreview({ request }: ShownProps) {
  const file = useExport(request);
  const text = useFileText(file.data?.blob);
  if (text === null) return <Waiting file={file}>Préparation de l’aperçu…</Waiting>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls inside must scroll by keyboard too
    <section className={classes.words} tabIndex={0} aria-label="Texte exporté">
      <pre>{text}</pre>
    </section>
  );
}
