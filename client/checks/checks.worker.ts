import { runChecks } from '#shared/checks/run.ts';
import { BlockReceiver, type CheckAnswer, type CheckRequest } from './protocol.ts';

const receiver = new BlockReceiver();

self.addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  const content = receiver.put(data);
  const findings = runChecks({ document: { type: 'doc', content }, champs: data.champs }, data.context);
  self.postMessage({ id: data.id, findings } satisfies CheckAnswer);
});
