import { useCallback, useEffect, useRef, useState } from 'react';
import { ERRORS } from '#shared/kernel/errors.ts';
import type { Brought, Preview } from './preview.ts';

const FAILED: Preview = { ok: false, message: ERRORS['serveur.erreur'].message, details: [] };

/**
 * Reads texts in a worker, so that the page answers while a long one is read. Only the last one asked for counts.
 * @returns the latest preview (`null` before the first), whether one is being read, and how to ask
 */
export function usePreview() {
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [reading, setReading] = useState(false);

  useEffect(() => {
    return () => {
      worker.current?.terminate();
      worker.current = null;
    };
  }, []);

  const read = useCallback((brought: Brought | null) => {
    asked.current += 1;
    // A reading under way is of no use any more, and may be long.
    if (worker.current !== null) worker.current.terminate();
    worker.current = null;
    if (brought === null) {
      setReading(false);
      setPreview(null);
      return;
    }
    setReading(true);
    const id = asked.current;
    const reader = new Worker(new URL('./preview.worker.ts', import.meta.url), { type: 'module' });
    worker.current = reader;
    const settle = (result: Preview) => {
      if (id !== asked.current) return;
      setReading(false);
      setPreview(result);
    };
    reader.onmessage = ({ data }: MessageEvent<{ id: number; preview: Preview }>) => {
      if (data.id === id) settle(data.preview);
    };
    reader.onerror = () => settle(FAILED);
    reader.postMessage({ id, brought });
  }, []);

  return { preview, reading, read };
}
