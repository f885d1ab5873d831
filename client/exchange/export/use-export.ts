import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askFile } from '#client/app/api.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { PRESENT } from '#shared/versions/side.ts';

/** One state of an act, in one format. */
export interface ExportRequest {
  readonly actId: string;
  /** `actuel`, a version, or `seq-<n>`. */
  readonly ref: string;
  readonly format: ExportFormatName;
}

/** Long enough for the button and the preview to hold one file, short enough for the present to be the present. */
const FRESH_MS = 5_000;

/** The file of a state: what is shown is what is kept. */
export function useExport({ actId, ref, format }: ExportRequest) {
  return useQuery({
    queryKey: ['exports', actId, ref, format],
    queryFn: ({ signal }) =>
      askFile(`/api/acts/${encodeURIComponent(actId)}/exports/${encodeURIComponent(ref)}.${format}`, signal),
    staleTime: ref === PRESENT ? FRESH_MS : Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 30_000,
  });
}

/** @returns an address for a file in memory, as long as the caller is shown; `null` before there is one */
export function useFileAddress(blob: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (blob === undefined) return setAddress(null);
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}

/** @returns the words of a file in memory; `null` before they are read */
export function useFileText(blob: Blob | undefined): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    setText(null);
    void blob?.text().then((words) => {
      if (shown) setText(words);
    });
    return () => {
      shown = false;
    };
  }, [blob]);
  return text;
}
