#include "report/htmlstyle.h"

namespace wirewise::report {

namespace {

constexpr const char *PageStyle = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #16181d; --faint: #5c6470; --line: #d5d9e0; --inset: #f6f7f9;
  --fails: #b3261e; --fails-ground: #fcebea; --warns: #8a5a00; --warns-ground: #fdf3dd;
  --works: #1a6b3c; --works-ground: #e6f4eb; --plain: #3f4753; --plain-ground: #eef0f3;
  --proof: #fdeaa0; --proof-line: #b98900; --number: #f5b90f; --gone: #14161a; --gone-text: #ffffff;
  --added: #1a6b3c; --taken: #b3261e; --bar: #2458c9; --link: #1f4fb8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181d; --text: #e7e9ee; --faint: #9aa3b0; --line: #363c47; --inset: #1e2128;
    --fails: #ff8a80; --fails-ground: #3a1c1b; --warns: #f0bf55; --warns-ground: #362a10;
    --works: #7fd6a0; --works-ground: #16301f; --plain: #c3c9d3; --plain-ground: #262a32;
    --proof: #574409; --proof-line: #e0ac1f; --number: #e0ac1f; --gone: #000000; --gone-text: #ffffff;
    --added: #7fd6a0; --taken: #ff8a80; --bar: #7aa2ff; --link: #9dbbff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 Inter, system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .35rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
h3 { font-size: .95rem; margin: 1.4rem 0 .4rem; }
p { margin: .35rem 0; }
a { color: var(--link); }
.faint { color: var(--faint); }
.verdict { padding: 1rem 1.25rem; border-left: 4px solid var(--plain); background: var(--plain-ground); }
.verdict { margin-bottom: .9rem; }
.verdict p, .verdict h1 { overflow-wrap: anywhere; }
.fails { border-color: var(--fails); background: var(--fails-ground); }
.warns { border-color: var(--warns); background: var(--warns-ground); }
.works { border-color: var(--works); background: var(--works-ground); }
code, .bytes, .snippet, td.data, .mono { font-family: Hack, ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  font-size: .87em; }
code { background: var(--inset); border-radius: 3px; padding: .05em .3em; overflow-wrap: anywhere; }
.bytes, .snippet { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; padding: .7rem .85rem;
  background: var(--inset); border: 1px solid var(--line); border-radius: 4px; line-height: 1.55; }
.proof { background: var(--proof); box-shadow: inset 0 -2px var(--proof-line); }
.number { display: inline-block; min-width: 1.5em; margin: 0 .35em; border-radius: 1em; background: var(--number);
  color: #1c1500; text-align: center; font: 700 .78em/1.6 Inter, system-ui, sans-serif; }
.gone { background: var(--gone); color: var(--gone-text); border-radius: 3px; padding: .1em .35em;
  outline: 1px solid var(--line); white-space: normal; }
.added { color: var(--added); } .taken { color: var(--taken); }
ol.proofs { list-style: none; margin: 0; padding: 0; }
ol.proofs > li { position: relative; margin: .5rem 0; padding-left: 2.3rem; }
ol.proofs > li > .number { position: absolute; left: 0; top: .15em; }
table { border-collapse: collapse; width: 100%; font-size: .93em; }
th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
td.data { overflow-wrap: anywhere; white-space: pre-wrap; }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.yes { color: var(--works); font-weight: 600; }
.wide { overflow-x: auto; }
.sent { border-bottom-left-radius: 0; border-bottom-right-radius: 0; margin-bottom: 0; }
.sent + .received { border-top: 0; border-top-left-radius: 0; border-top-right-radius: 0; margin-top: 0; }
.bar { position: relative; height: .5rem; margin-top: .45em; min-width: 8rem; background: var(--inset); border-radius: 2px; }
.bar i { position: absolute; top: 0; bottom: 0; min-width: 2px; background: var(--bar); border-radius: 2px; }
footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--faint);
  font-size: .87em; }
@page { margin: 16mm 14mm 18mm; }
@media print {
  :root { color-scheme: light;
    --ground: #fff; --text: #000; --faint: #333; --line: #999; --inset: #fff; --fails: #000; --warns: #000;
    --works: #000; --plain: #000; --fails-ground: #fff; --warns-ground: #fff; --works-ground: #fff;
    --plain-ground: #fff; --proof: #fff3b0; --proof-line: #000; --number: #fff; --gone: #000; --gone-text: #fff;
    --added: #000; --taken: #000; --bar: #000; --link: #000; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  .number { outline: 1px solid #000; }
  .verdict, .exchange, li, tr, .snippet { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  .gone, .proof, .number, .bar i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

constexpr const char *DocumentStyle = R"css(
body { color: #16181d; }
h1 { margin: 0 0 4px 0; }
h2 { margin: 18px 0 4px 0; }
h3 { margin: 12px 0 2px 0; }
span.h1 { font-size: 17px; }
span.h2 { font-size: 14px; }
span.h3 { font-size: 13px; }
p { margin: 3px 0 3px 0; }
.faint { color: #5c6470; }
td.band { padding: 10px 14px 10px 14px; background-color: #eef0f3; }
td.edge { background-color: #3f4753; }
td.fails { background-color: #fcebea; }
td.edge-fails { background-color: #b3261e; }
td.warns { background-color: #fdf3dd; }
td.edge-warns { background-color: #8a5a00; }
td.works { background-color: #e6f4eb; }
td.edge-works { background-color: #1a6b3c; }
code { font-family: Hack, monospace; background-color: #f0f1f4; }
.mono, td.data { font-family: Hack, monospace; font-size: 11px; }
.bytes, .snippet { font-family: Hack, monospace; font-size: 11px; white-space: pre-wrap; }
td.box { padding: 8px; background-color: #ffffff; border: 1px solid #d5d9e0; }
.proof { background-color: #fdeaa0; text-decoration: underline; }
.number { background-color: #f5b90f; color: #1c1500; font-weight: bold; }
.gone { background-color: #14161a; color: #ffffff; }
.added { color: #1a6b3c; }
.taken { color: #b3261e; }
th { color: #5c6470; text-align: left; padding: 3px 10px 3px 0; }
td.cell { padding: 3px 10px 3px 0; }
.yes { color: #1a6b3c; font-weight: bold; }
)css";

} // namespace

QByteArray styleSheet(HtmlFor use)
{
    return use == HtmlFor::Page ? PageStyle : DocumentStyle;
}

} // namespace wirewise::report
