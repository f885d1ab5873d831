import fc from 'fast-check';
import { type ZodType, z } from 'zod';

/*
 * Bodies made from the form that a route declares: one that fits, and all those that are wrong in one place. What a
 * place may not hold is JSON text rather than a value: `__proto__` and 1e999 exist in no other way.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The part of JSON Schema that zod writes. */
interface Form {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly additionalProperties?: Form | boolean;
  readonly items?: Form;
  readonly anyOf?: readonly Form[];
  readonly oneOf?: readonly Form[];
  readonly allOf?: readonly Form[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly default?: Json;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
}

const ULID = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
/** Well-formed names of things that do not exist, for forms that are functions. */
const NAMES: readonly string[] = [
  ...['act', 'org', 'per', 'ver', 'ses', 'lnk', 'sig', 'cer', 'pcs'].map((kind) => `${kind}_${ULID}`),
  'abcdefgh0123',
  'actuel',
];

/** The form as JSON Schema; where that says nothing, a name that fits. */
const formOf = (schema: ZodType): Form =>
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (!(zodSchema instanceof z.ZodCustom || zodSchema instanceof z.ZodString)) return;
      const form = jsonSchema as Form;
      if (zodSchema instanceof z.ZodString && zodSchema.safeParse(textOf(form)).success) return;
      const name = NAMES.find((one) => zodSchema.safeParse(one).success);
      if (name !== undefined) jsonSchema.const = name;
    },
  }) as Form;

const FORMATS: Readonly<Record<string, string>> = {
  email: 'personne@essai.example',
  date: '2026-11-21',
  'date-time': '2026-11-21T08:00:00Z',
  uri: 'https://essai.example/',
};

function textOf(form: Form): string {
  const known = FORMATS[form.format ?? ''];
  if (known !== undefined) return known;
  if (form.pattern !== undefined)
    return fc.sample(fc.stringMatching(new RegExp(form.pattern, 'u')), { numRuns: 1, seed: 7 })[0] ?? '';
  return 'texte'.padEnd(form.minLength ?? 0, 'x').slice(0, form.maxLength ?? 5);
}

/** @returns something that a form accepts, every field present; rules that no JSON Schema says aside */
function fitting(form: Form): Json {
  if (form.const !== undefined) return form.const;
  if (form.enum !== undefined) return form.enum.find((one) => one !== '') ?? '';
  const one = form.anyOf ?? form.oneOf ?? form.allOf;
  if (one?.[0] !== undefined) return fitting(one[0]);
  switch (form.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(form.properties ?? {}).map(([key, inside]) => [key, fitting(inside)]),
      );
    case 'array':
      return form.items === undefined
        ? []
        : Array.from({ length: Math.max(1, form.minItems ?? 1) }, () => fitting(form.items ?? {}));
    case 'string':
      return textOf(form);
    case 'integer':
    case 'number':
      return Math.max(1, form.minimum ?? 1, (form.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

type Path = readonly (string | number)[];

/** @returns every place of a value, the whole of it first */
function placesIn(value: Json, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  // The places of a list are alike: its first one stands for all.
  const inside = Array.isArray(value) ? value.slice(0, 1).entries() : Object.entries(value);
  return [at, ...[...inside].flatMap(([key, one]) => placesIn(one as Json, [...at, key]))];
}

function valueAt(value: Json, path: Path): Json {
  return path.reduce<Json>((held, key) => (held as Record<string | number, Json>)[key] ?? null, value);
}

/** @returns the value as JSON, with `raw` at a place; the place left out when it is `null` */
function withRaw(value: Json, [first, ...rest]: Path, raw: string | null): string {
  if (first === undefined) return raw ?? '';
  if (Array.isArray(value)) {
    const items = value.map((one, rank) => (rank === first ? withRaw(one, rest, raw) : JSON.stringify(one)));
    return `[${(rest.length === 0 && raw === null ? items.slice(1) : items).join(',')}]`;
  }
  const entries = Object.entries(value as Record<string, Json>).flatMap(([key, one]) => {
    if (key !== first) return [`${JSON.stringify(key)}:${JSON.stringify(one)}`];
    if (rest.length === 0 && raw === null) return [];
    return [`${JSON.stringify(key)}:${withRaw(one, rest, raw)}`];
  });
  return `{${entries.join(',')}}`;
}

const DEPTH = 5_000;
/** What no place is ready for, or few: whoever reads must refuse it, and not fail. */
const WRONG: readonly (readonly [name: string, raw: string | null])[] = [
  ['left out', null],
  ['null', 'null'],
  ['true', 'true'],
  ['a text', '"\u2603 texte"'],
  ['an empty text', '""'],
  ['a huge text', JSON.stringify('é'.repeat(100_000))],
  ['controls', '"a\\u0000b\\u001b"'],
  ['half a pair', '"a\\ud800"'],
  ['lines of a header', '"a@b.fr\\r\\nBcc: x@y.fr"'],
  ['another prototype', '{"__proto__":{"admin":true}}'],
  ['a constructor', '{"constructor":{"prototype":{"admin":true}},"toString":1,"length":-1}'],
  ['a huge number', '1e999'],
  ['a number too exact', '0.1234567890123456789'],
  ['a negative number', '-9007199254740993'],
  ['an empty list', '[]'],
  ['a long list', `[${'{},'.repeat(5_000)}{}]`],
  ['an empty object', '{}'],
  ['a deep list', '['.repeat(DEPTH) + ']'.repeat(DEPTH)],
  ['a deep object', `${'{"a":'.repeat(DEPTH)}null${'}'.repeat(DEPTH)}`],
];
/** Fields that no form names, and that a careless reader would copy. */
const STRANGE = [
  '__proto__',
  'constructor',
  'id',
  'role',
  'house',
  'admin',
  'personId',
  'organisationId',
  '',
];

/** A body, and what is wrong in it. */
export interface Body {
  readonly name: string;
  readonly text: string;
  /** True when it has a field that its form does not name. */
  readonly extra: boolean;
}

/**
 * @returns a body that fits the form
 * @throws Error when none could be made: `NAMES` lacks what the form asks for
 */
export function fittingBody(schema: ZodType): Json {
  const body = fitting(formOf(schema));
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new Error(`no fitting body: ${JSON.stringify(body)}: ${z.prettifyError(parsed.error)}`);
  return body;
}

/** @returns bodies made from a fitting one by spoiling one place; some may still fit */
export function spoiltBodies(body: Json): readonly Body[] {
  const spoilt = placesIn(body).flatMap((path) =>
    WRONG.flatMap(([name, raw]) =>
      raw === null && path.length === 0
        ? []
        : [
            {
              name: `${path.join('.') || 'the whole'}: ${name}`,
              text: withRaw(body, path, raw),
              extra: false,
            },
          ],
    ),
  );
  const whole = JSON.stringify(body);
  const added = STRANGE.map((key) => ({
    name: `one more field: ${key}`,
    text: `${whole.slice(0, -1)}${whole === '{}' ? '' : ','}${JSON.stringify(key)}:{"admin":true}}`,
    extra: true,
  }));
  return [...spoilt, ...added];
}

/** What fits, at the edge of it: lengths, ends of ranges, words that mean something to a reader below. */
const EDGES: readonly string[] = [
  `'; drop table acts; --`,
  '<script>alert(1)</script>',
  '{{constructor.constructor("x")()}}',
  '%00%0d%0a../../etc/passwd',
  '\u202e\u2066\u200b\ufeff',
  '#set page(width: 1pt)\\u{41}$',
  '0'.repeat(40),
];

/** @returns bodies that may well fit, for what comes after the form */
export function edgeBodies(body: Json): readonly Body[] {
  return placesIn(body).flatMap((path) => {
    const held = valueAt(body, path);
    const raws =
      typeof held === 'string'
        ? EDGES.map((text) => JSON.stringify(text))
        : typeof held === 'number'
          ? ['0', '1', '2147483648', '9007199254740991']
          : typeof held === 'boolean'
            ? ['true', 'false']
            : [];
    return raws.map((raw) => ({
      name: `${path.join('.')}: ${raw}`,
      text: withRaw(body, path, raw),
      extra: false,
    }));
  });
}
