import { expect, test } from 'vitest';
import { actName } from './names.ts';

const CADRE = 'Convention cadre';
const amf = { title: CADRE, parties: ['UNML', 'AMF'] };

test('an act is named by its title, and by its parties where another one has the same', () => {
  expect(actName(amf, [amf, { title: 'Autre', parties: [] }])).toBe(CADRE);
  expect(actName(amf, [amf, { title: CADRE, parties: ['UNML', 'Régions de France'] }])).toBe(
    `${CADRE} (UNML, AMF)`,
  );
  expect(actName({ title: CADRE, parties: [] }, [amf, { title: CADRE, parties: [] }])).toBe(CADRE);
});
