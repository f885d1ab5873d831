/** How an exported page looks, on a screen and on paper. No address: the file stands alone. */
export const PAGE_STYLE = `
:root{color-scheme:light;--ink:#1b2433;--accent:#1f4474;--soft:#5c6370;--line:#c9cfd8;--paper:#fff}
*{box-sizing:border-box}
html{background:#f3f0e8;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);font:1.0625rem/1.6 "Source Serif 4",Georgia,"Times New Roman",serif;hyphens:auto;overflow-wrap:anywhere}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
.sheet{max-width:46rem;margin:0 auto;padding:clamp(1.25rem,5vw,4rem);background:var(--paper)}
.edition{display:flex;flex-wrap:wrap;gap:.35rem 1rem;align-items:center;color:var(--soft);font-size:.875rem;border-bottom:1px solid var(--line);padding-bottom:.75rem;margin:0 0 2.5rem;overflow-wrap:anywhere}
.mention{border:1.5px solid #a8321f;color:#a8321f;border-radius:3px;padding:.05rem .5rem;font-weight:600;letter-spacing:.03em}
h1,h2,h3,h4,h5,h6{color:var(--accent);line-height:1.25;hyphens:none;break-after:avoid;font-weight:600}
h1,.titre{text-align:center;text-wrap:balance}
h1{font-size:clamp(1.6rem,5vw,2.1rem);margin:2rem 0 .75rem}
.sous-titre{font-size:1.3rem;margin:.5rem 0}
.partie-titre{font-size:1.1rem;font-weight:600;margin:.4rem 0}
.mention-titre{color:var(--soft);font-style:italic}
h2{font-size:1.3rem;margin:2.25rem 0 .75rem}
h3{font-size:1.125rem;margin:1.75rem 0 .6rem}
h4,h5,h6{font-size:1.0625rem;font-style:italic;margin:1.5rem 0 .5rem}
p{margin:0 0 .9rem}
nav{border-block:1px solid var(--line);padding:.75rem 0 1rem;margin:2rem 0;font-size:.975rem}
nav h2{margin:.5rem 0}
nav ul,.items{list-style:none;margin:0;padding:0}
nav li{margin:.25rem 0}
a{color:var(--accent)}
nav a{text-decoration:none}
nav a:hover,nav a:focus{text-decoration:underline}
.items{margin:0 0 .9rem}
.items .items{margin:.35rem 0 .35rem}
.items>li{display:flex;gap:.55rem;padding-left:1rem;margin:.3rem 0}
.marker{flex:none}
.items>li>div{min-width:0;flex:1}
.liaison{color:var(--accent);font-weight:600}
.formule{font-weight:600;margin:1.5rem 0}
.visa,.considerant{padding-left:1.2rem;text-indent:-1.2rem}
.cloture{margin-top:2rem}
.hole{background:#fdf0d0}
.scroll{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;width:100%;font-size:.95rem;hyphens:auto}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:#eef3f9}
td p:last-child,th p:last-child{margin:0}
.signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr));gap:2rem;margin-top:2rem}
.signataire{margin:0;padding-bottom:5rem;border-bottom:1px solid var(--line);break-inside:avoid;hyphens:none}
.logos{list-style:none;display:flex;flex-wrap:wrap;gap:1.25rem 2rem;justify-content:center;align-items:center;margin:0 0 2rem;padding:0;color:var(--soft);font-weight:600}
.logos li{max-width:12rem;text-align:center}
.logos img{max-width:11rem;max-height:4.5rem;margin:0 auto}
img{max-width:100%;height:auto;display:block;margin:1.25rem auto}
sup{line-height:0;font-size:.7em}
dfn{font-style:normal}
.notes{border-top:1px solid var(--line);margin-top:3rem;padding-top:.5rem;font-size:.925rem}
.notes ol{list-style:none;padding:0}
.notes li{display:flex;gap:.55rem;margin:.5rem 0}
@media print{html{background:none}.sheet{max-width:none;padding:0}nav a{color:inherit}.annexe{break-before:page}}
`.trim();
