import { alinea, appelNote, note, texte } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { noteSansAppel } from './note-sans-appel.ts';

ruleCases(noteSansAppel, {
  fires: [[{ blocks: [alinea('Texte.'), note('n1', 'Source.')] }, 'Source.']],
  silent: [{ blocks: [alinea([texte('Texte'), appelNote('n1')]), note('n1', 'Source.')] }],
});
