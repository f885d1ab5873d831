// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { countedIds } from '../core/test-support.ts';
import { acceptedImage, cleanHtml, MAX_IMAGE_BYTES } from './clean.ts';

const clean = (html: string) => cleanHtml(html, countedIds()).html;
const p = (text: string) => `<p data-bloc="alinea">${text}</p>`;
const item = (niveau: number, marqueur: string, text: string) =>
  `<p data-bloc="item" data-niveau="${niveau}" data-marqueur="${marqueur}">${text}</p>`;
const word = (level: number, marker: string, text: string) =>
  `<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>${text}<o:p></o:p></p>`;

describe('paste cleaning', () => {
  it.each([
    [
      'emphasis by tag',
      '<p><b>gras</b> et <i>italique</i></p>',
      p('<strong>gras</strong> et <em>italique</em>'),
    ],
    [
      'emphasis by style',
      '<p><span style="font-weight:700;font-style:italic">x</span></p>',
      p('<strong><em>x</em></strong>'),
    ],
    ['a Google Docs wrapper', '<b style="font-weight:normal"><p>texte</p></b>', p('texte')],
    ['classes, styles and ids', '<p class="MsoNormal" style="color:red" id="x">texte</p>', p('texte')],
    ['empty paragraphs', '<p>un</p><p>&nbsp;</p><p><br></p><p>deux</p>', p('un') + p('deux')],
    ['bare text in a page', '<div>un<div>deux</div>trois</div>', p('un') + p('deux') + p('trois')],
    ['line breaks inside', '<p>un<br>deux<br></p>', p('un<br>deux')],
    ['line ends of the source', '<p>un\n  deux</p>', p('un deux')],
    ['comments', '<!--StartFragment--><p>x</p><!--[if gte mso 9]><xml>y</xml><![endif]-->', p('x')],
    ['safe links', '<p><a href="https://a.fr/b">x</a></p>', p('<a href="https://a.fr/b">x</a>')],
    ['links that run', '<p><a href="javascript:alert(1)">x</a></p>', p('x')],
    ['hidden text', '<p>vu<span style="display:none">caché</span></p>', p('vu')],
  ])('[E40] %s', (_what, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['<p>a<script>window.ran = true</script>b</p>', p('ab')],
    ['<p onclick="window.ran = true">a</p>', p('a')],
    ['<img src=x onerror="window.ran = true"><p>a</p>', p('a')],
    [
      '<svg onload="window.ran = true"></svg><iframe srcdoc="<script>parent.ran = true</script>"></iframe><p>a</p>',
      p('a'),
    ],
    ['<style>p{color:red}</style><p>a</p>', p('a')],
  ])('[E41] nothing runs, nothing of it stays: %s', (html, expected) => {
    expect(clean(html)).toBe(expected);
    expect('ran' in window).toBe(false);
  });

  it.each([
    [
      'nested',
      '<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>',
      item(1, '•', 'un') + item(2, '○', 'deux') + item(1, '•', 'trois'),
    ],
    [
      'numbered',
      '<ol><li>un</li></ol><ol type="a"><li>deux</li></ol>',
      item(1, '1.', 'un') + item(1, 'a)', 'deux'),
    ],
    [
      'with paragraphs',
      '<ul><li><p>un</p><p>suite</p></li></ul>',
      `${item(1, '•', 'un')}<p data-bloc="alinea" data-retrait="1">suite</p>`,
    ],
    [
      'of Word',
      word(1, '1.', 'un') + word(2, 'a)', 'deux') + word(1, '2.', 'trois'),
      item(1, '1.', 'un') + item(2, 'a)', 'deux') + item(1, '1.', 'trois'),
    ],
    [
      'bulleted in Word',
      word(1, '·', 'un') + word(2, 'o', 'deux'),
      item(1, '•', 'un') + item(2, '○', 'deux'),
    ],
  ])('[E42] lists %s', (_what, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('[E43] headings become intitulés, and the number they bear is computed again', () => {
    const blocks = new DOMParser().parseFromString(
      clean('<h2>Article 3 – Durée</h2><h3>3.1 Début</h3><h2>Annexe</h2>'),
      'text/html',
    ).body.children;
    const seen = [...blocks].map((one) => [
      one.getAttribute('data-niveau'),
      one.getAttribute('data-genre'),
      one.getAttribute('data-prefixe'),
      one.getAttribute('data-compteur'),
      one.textContent,
    ]);
    expect(seen).toEqual([
      ['1', 'article', 'Article ', '1', 'Durée'],
      ['2', 'section', '', '1', 'Début'],
      ['1', null, null, null, 'Annexe'],
    ]);
  });

  it('[E44] tables keep rows, headers and spans; a layout table is only its text', () => {
    expect(clean('<table><tr><th colspan=2>T</th></tr><tr><td><p>a</p></td><td>b</td></tr></table>')).toBe(
      `<table><tr><th colspan="2">${p('T')}</th></tr><tr><td>${p('a')}</td><td>${p('b')}</td></tr></table>`,
    );
    expect(clean('<table><tr><td><p>seul</p></td></tr></table>')).toBe(p('seul'));
  });

  it.each([
    [
      'Word',
      `<p>Texte<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> La note</p></div></div>`,
    ],
    [
      'LibreOffice',
      '<p>Texte<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> La note</p></div>',
    ],
  ])('[E45] footnotes of %s keep their call and their text', (_from, html) => {
    expect(clean(html)).toBe(
      '<p data-bloc="alinea">Texte<span data-inline="appelNote" data-noteid="000000000001"></span>.</p><p data-bloc="note" data-noteid="000000000001">La note</p>',
    );
  });

  it('[E46] pictures come in only as data, of a known type, within the limit; the rest is said', () => {
    const png = 'data:image/png;base64,AAAA';
    expect(clean(`<p>a<img src="${png}" alt="Logo">b</p>`)).toBe(
      `${p('a')}<img src="${png}" alt="Logo">${p('b')}`,
    );
    expect(acceptedImage('data:image/svg+xml;base64,AAAA')).toBe(null);
    expect(acceptedImage(`data:image/png;base64,${'A'.repeat((MAX_IMAGE_BYTES * 4) / 3 + 8)}`)).toBe(
      'too-large',
    );
    const { html, notices } = cleanHtml('<p>a<img src="https://ailleurs.fr/x.png"></p>', countedIds());
    expect([html, notices.length]).toEqual([p('a'), 1]);
  });
});
