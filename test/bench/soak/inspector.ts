import { WebSocket } from 'ws';
import { z } from 'zod';

const targetsSchema = z.array(z.object({ webSocketDebuggerUrl: z.string() }));

/**
 * Has a process started with `--inspect=127.0.0.1:<port>` collect its garbage: what it holds afterwards, it holds on to.
 * @throws Error when nobody answers there
 */
export async function collectGarbage(port: number): Promise<void> {
  const listed: unknown = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const [target] = targetsSchema.parse(listed);
  if (target === undefined) throw new Error('Nothing to inspect.');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const ask = (id: number, method: string) =>
    new Promise<void>((resolve) => {
      const listen = (data: unknown) => {
        if (z.object({ id: z.number().optional() }).parse(JSON.parse(String(data))).id !== id) return;
        socket.off('message', listen);
        resolve();
      };
      socket.on('message', listen);
      socket.send(JSON.stringify({ id, method }));
    });
  await ask(1, 'HeapProfiler.enable');
  await ask(2, 'HeapProfiler.collectGarbage');
  await ask(3, 'HeapProfiler.disable');
  socket.close();
}
