/** The look of a report: one file that needs nothing from anywhere, light and dark, and on paper. */
export const style = `
:root{color-scheme:light dark;--paper:#f7f6f3;--sheet:#fff;--sunken:#f0eeea;--ink:#1d1f21;--soft:#585b5e;--line:#dddad3;--link:#12596a;--good:#1e6b40;--warn:#8a5200;--bad:#b3211d;--calm:#2f5b93;--mark:#c8322c}
@media (prefers-color-scheme:dark){:root{--paper:#121415;--sheet:#1a1d1f;--sunken:#212528;--ink:#e8e6e1;--soft:#a7a8a6;--line:#2f3437;--link:#7cc4d6;--good:#74cf9b;--warn:#e8b15a;--bad:#ff938a;--calm:#9dbdea;--mark:#ef5f55}}
*,::before,::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.3rem;margin:0}
h3{font-size:1.05rem;margin:0;display:inline}
h4{font-size:1rem;margin:1.25rem 0 .5rem}
p{margin:.4rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code{font:.875em ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,monospace}
.lead,.meta{color:var(--soft)}
.meta{font-size:.875rem}
.totals,.metrics{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:1rem 0}
.totals li,.metrics li{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.35rem .7rem}
.totals strong{font-size:1.1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
nav a{display:inline-block;padding:.25rem 0}
.check{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;margin:1.5rem 0;padding:1.1rem 1.1rem 1.25rem}
.head{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:baseline}
.outcome{font-weight:600}
.passed{color:var(--good)}.failed,.critical,.serious{color:var(--bad)}.errored,.incomplete,.moderate{color:var(--warn)}.minor,.review,.inapplicable{color:var(--calm)}
.rule{border-top:1px solid var(--line);padding:.8rem 0}
.rule>summary{cursor:pointer;min-height:1.75rem}
.rule .severity{font-size:.8125rem;font-weight:600;text-transform:uppercase;letter-spacing:.03em}
.places{list-style:none;padding:0;margin:.6rem 0 0;display:grid;gap:.8rem}
.place{display:grid;grid-template-columns:minmax(0,1fr);gap:.6rem;background:var(--sunken);border-radius:.4rem;padding:.7rem}
@media (min-width:48rem){.place.seen{grid-template-columns:minmax(0,1fr) 20rem}}
.evidence{white-space:pre-wrap;margin:.3rem 0}
.new{background:var(--bad);color:var(--sheet);border-radius:.3rem;padding:0 .4rem;font-size:.8125rem}
.crop,.picture{position:relative;overflow:hidden;background-repeat:no-repeat;background-color:#fff;border:1px solid var(--line);border-radius:.3rem;max-width:100%}
.crop i,.picture a{position:absolute;border:3px solid var(--mark);box-shadow:0 0 0 1px #fff;border-radius:3px}
.picture a{text-decoration:none}
.picture b{position:absolute;left:-3px;top:-1.35rem;background:var(--mark);color:#fff;font:600 .75rem/1.3rem system-ui,sans-serif;padding:0 .3rem;border-radius:3px;white-space:nowrap}
.picture a.low b{top:-3px}
.scroll{overflow:auto;max-height:40rem;border:1px solid var(--line);border-radius:.3rem}
.scroll .picture{border:0;max-width:none}
.scroll:focus-visible{outline:3px solid var(--link)}
.number{font-weight:600}
@media print{body{max-width:none}.check{break-inside:auto}.scroll{max-height:none;overflow:hidden}details>*{display:block}}
`;
