import { alinea, appelNote, note, texte } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { appelSansNote } from './appel-sans-note.ts';

ruleCases(appelSansNote, {
  fires: [[{ blocks: [alinea([texte('Texte'), appelNote('n1')])] }, '#']],
  silent: [{ blocks: [alinea([texte('Texte'), appelNote('n1')]), note('n1', 'Source.')] }],
});
