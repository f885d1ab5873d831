import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avenantTools } from '#server/signature/testing/avenants.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { ceremonyAnswerSchema } from '#shared/signature/wire.ts';
import { startWorld, type World } from './world.ts';

/*
 * Names of files, both ways: those that come with what is sent in, and those that are made of what people typed for what
 * is given out. None begins a header, leaves a folder, reads as something else, or fails.
 */

/** No title is tried with what a form refuses; files and texts come from elsewhere. */
const HOSTILE: readonly (readonly [what: string, name: string])[] = [
  ['quotes', `a"; filename="vol.exe"; x="`],
  ['a header', 'a\r\nX-Vol: 1\r\n\r\n<script>alert(1)</script>'],
  ['a path', '../../../../etc/passwd'],
  ['a path of Windows', '..\\..\\C:\\Windows\\system32'],
  ['a percent path', '..%2f..%2fetc%2fpasswd%00'],
  ['a null', 'convention\u0000.exe'],
  ['a change of direction', 'Convention \u202Efdp.exe'],
  ['isolates', 'Convention \u2066fdp.exe\u2069'],
  ['signs without width', 'con\u200B\u200D\uFEFFvention'],
  ['other lines', 'un\u2028deux\u2029trois\u0085quatre'],
  ['dots alone', '....'],
  ['spaces alone', '\u00A0 \u3000'],
  ['a device', 'NUL'],
  ['a very long one', 'convention '.repeat(26)],
  ['signs of two halves at every length', '🖋'.repeat(140)],
  ['a half of a sign at 80 and 120', `${'x'.repeat(79)}🖋${'y'.repeat(38)}🖋`],
  ['another script', 'اتفاقية 協定 соглашение'],
  ['RFC 8187 itself', "UTF-8''%22%0d%0aX-Vol:%201"],
  ['apostrophes and stars', "l'accord (n° 1)* `x` $HOME; rm -rf ~"],
];

/** What may stand for a name, in the one header that says it. */
const DISPOSITION =
  /^(?:attachment|inline); filename="([\x20-\x7e]+)"; filename\*=UTF-8''([\w.!#$&+^`|~%-]+)$/;
/** What no name of a file may hold: controls, hidden signs, folders, quotes, dots or spaces at its ends. */
const HELD_NOWHERE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]|^[.\s]|[.\s]$/u;

/** @returns what is wrong with an answer that gives a file, or `null` */
function wrongName(answer: Response, extension: string): string | null {
  if (answer.status !== 200) return `status ${answer.status}`;
  if (answer.headers.get('x-vol') !== null) return 'a header of its own';
  if (answer.headers.get('x-content-type-options') !== 'nosniff') return 'sniffed';
  const header = answer.headers.get('content-disposition') ?? '';
  const [, ascii = '', extended = ''] = DISPOSITION.exec(header) ?? [];
  for (const name of [ascii, decodeURIComponent(extended)]) {
    if (!name.endsWith(extension) || name === extension) return `${header}: not ${extension}`;
    if (HELD_NOWHERE.test(name)) return `${header}: what no name may hold`;
    if (Buffer.byteLength(name) > 255) return `${header}: too long`;
  }
  return null;
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.server.dispose());

const get = (path: string) => world.server.request(path, { as: world.mallory });
const post = (path: string, body: unknown) =>
  world.server.request(path, { method: 'POST', as: world.mallory, body });

/** An act of Mallory's under a title that no form checked, as one that is read in a text. */
async function entitled(act: ActId, title: string): Promise<void> {
  const { db } = world.server.storage;
  // PostgreSQL holds no null.
  const kept = title.replaceAll('\u0000', '');
  await db.updateTable('acts').set({ title: kept }).where('id', '=', act).execute();
}

describe('a hostile title', () => {
  it.each(HOSTILE)('names every file that is given out as a file is named: %s', async (_what, title) => {
    await entitled(world.own, title);
    const wrong: string[] = [];
    for (const [path, extension] of [
      ['exports/actuel.md', '.md'],
      ['exports/actuel.html?apercu=1', '.html'],
      ['comparaisons/phrases-txt', '.txt'],
      ['journal/export', '.json'],
    ] as const) {
      const problem = wrongName(await get(`/api/acts/${world.own}/${path}`), extension);
      if (problem !== null) wrong.push(`${path}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['pdf', 'docx', 'xml'])(
    'breaks no file in %s',
    async (format) => {
      const wrong: string[] = [];
      for (const [what, title] of HOSTILE) {
        // What is typeset takes time: one of each kind.
        if (!/half|direction|null|lines|quotes/.test(what)) continue;
        await entitled(world.own, title);
        const answer = await get(`/api/acts/${world.own}/exports/actuel.${format}`);
        // A sign that no font draws is refused by its name.
        if (answer.status === 422 && format === 'pdf') continue;
        const problem = wrongName(answer, `.${format}`);
        if (problem !== null) wrong.push(`${what}: ${problem}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

describe('a hostile name of a file that is imported', () => {
  it.each(HOSTILE)('makes a title that stands on one line, or none: %s', async (_what, name) => {
    const answer = await post('/api/acts/import', { texte: 'Un alinéa sans titre.', nom: `${name}.md` });
    expect(answer.status).toBe(201);
    const { id } = createdActSchema.parse(await answer.json());
    const { title } = (await (await get(`/api/acts/${id}`)).json()) as { title: string };
    expect(title).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
    expect(title.trim()).not.toBe('');
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

describe('pieces of a signature under hostile names', { timeout: 60_000 }, () => {
  let act: ActId;
  let signatories: readonly { readonly id: string }[];
  beforeAll(async () => {
    const { freeze, convention } = avenantTools(world.server, world.mallory);
    act = await convention();
    expect((await freeze(act)).status).toBe(200);
    // An act is renamed in any state: what is sealed is named by what it is called then.
    await entitled(act, `${'x'.repeat(119)}🖋 \u202E"/\r\n`);
    const delegation = {
      delegant: 'le Président',
      reference: 'n° 1',
      date: '2026-01-10',
      du: null,
      au: null,
    };
    const paper = { civilite: '', email: null, capacite: 'Présidente', method: 'papier' };
    const opened = await post(`/api/acts/${act}/signature`, {
      order: 'parallele',
      days: 5,
      signatories: [
        { ...paper, nom: 'Anne', party: { key: '1', denomination: 'Une' }, delegation },
        { ...paper, nom: 'Paul', party: { key: '2', denomination: 'Deux' }, delegation: null },
      ],
    });
    signatories = ceremonyAnswerSchema.parse(await opened.json()).ceremony?.signatories ?? [];
  }, 60_000);

  const upload = async (rank: number, kind: string, name: string, bytes: Buffer) => {
    const path = `/api/acts/${act}/signature/signataires/${signatories[rank]?.id}/${kind}`;
    const query = new URLSearchParams({
      nom: name,
      ...(kind === 'original' ? { jour: parisDay(world.server.time.now) } : {}),
    });
    const answer = await fetch(`${world.server.url}${path}?${query}`, {
      method: 'POST',
      headers: { cookie: world.mallory.cookie, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    expect([name, answer.status]).toEqual([name, 201]);
    return ceremonyAnswerSchema.parse(await answer.json()).ceremony?.signatories[rank];
  };
  const given = async (id: string | undefined) =>
    wrongName(await get(`/api/acts/${act}/signature/pieces/${id}`), '.pdf');

  it('are kept and given back under names of files', async () => {
    const wrong: string[] = [];
    for (const [what, name] of HOSTILE) {
      const file = (await upload(0, 'delegation', `${name}.pdf`, PDF))?.delegationFile;
      if (HELD_NOWHERE.test(file?.name ?? '.')) wrong.push(`${what}: kept as ${file?.name}`);
      const problem = await given(file?.id);
      if (problem !== null) wrong.push(`${what}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  it('are sealed with, and the seal’s own files are named as files are', async () => {
    await upload(0, 'original', '../"\r\n\u202Egnp.original.png', PNG);
    await upload(1, 'original', `${'🖋'.repeat(40)}.png`, PNG);
    expect((await post(`/api/acts/${act}/sceau`, {})).status).toBe(200);
    const wrong: string[] = [];
    for (const [file, extension] of [
      ['pdf', '.pdf'],
      ['dossier.json', '.json'],
      ['dossier.pdf', '.pdf'],
    ] as const) {
      const problem = wrongName(await get(`/api/acts/${act}/sceau/${file}`), extension);
      if (problem !== null) wrong.push(`${file}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });
});
