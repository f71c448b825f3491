const LIGHT = `--page:#fff;--text:#1f2328;--muted:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--code:#eff1f3;
--added:#1a7f37;--added-soft:#dafbe1;--removed:#cf222e;--removed-soft:#ffebe9;
--changed:#9a6700;--changed-soft:#fff8c5;--rerouted:#0969da;--rerouted-soft:#ddf4ff`;
const DARK = `--page:#0d1117;--text:#e6edf3;--muted:#9198a1;--line:#3d444d;--soft:#151b23;--code:#232a33;
--added:#3fb950;--added-soft:#12261e;--removed:#f85149;--removed-soft:#2d1719;
--changed:#d29922;--changed-soft:#2b2310;--rerouted:#4493f8;--rerouted-soft:#121d2f`;

const TEXT = `
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.5rem 5rem;max-width:62rem;background:var(--page);color:var(--text);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:anywhere}
h1{margin:0 0 1rem;font-size:1.75rem;line-height:1.25}
h2{display:inline;font-size:1.2rem}
p{margin:.4rem 0}
.note{margin:.5rem 0;padding:.55rem .9rem;border-left:4px solid var(--rerouted);background:var(--soft);border-radius:0 6px 6px 0}
code,pre,svg text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{padding:.12em .35em;border-radius:5px;background:var(--code);font-size:.875em;white-space:break-spaces}
code,strong{unicode-bidi:isolate}
pre{margin:.6rem 0;padding:.8rem 1rem;border-radius:6px;background:var(--soft);border:1px solid var(--line);overflow:auto;line-height:1.45}
pre code{padding:0;background:none;white-space:pre}
ul{margin:.4rem 0;padding-left:1.3rem}
li::marker{color:var(--muted)}
`;
const PARTS = `
summary{cursor:pointer}
summary:focus-visible{outline:2px solid var(--rerouted);outline-offset:3px;border-radius:3px}
.section{margin-top:1.6rem;padding-top:1.1rem;border-top:1px solid var(--line)}
.section>summary .count{margin-left:.5rem;color:var(--muted);font-size:.9rem}
.section>ul{margin-top:.8rem}
.section>ul>li+li{margin-top:.35rem}
.section>ul>li.tall{margin:.35rem 0 1.3rem}
li details{margin:.5rem 0;padding:.35rem .8rem;border:1px solid var(--line);border-radius:6px}
.scroll{overflow-x:auto}
table{margin:.6rem 0;border-collapse:collapse;font-size:.94rem}
th,td{padding:.38rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--soft);font-weight:600}
figure{margin:.8rem 0;padding:.4rem .8rem .8rem;border:1px solid var(--line);border-radius:8px}
figcaption{color:var(--muted);font-size:.9rem}
.legend{display:inline-block;margin-right:.9rem;padding:0 .5rem;border:1.5px solid;border-radius:5px}
.legend.removed{border-style:dashed}
`;

/** Each mark has a color, and a sign or a stroke of its own for whoever does not see it. */
const DIAGRAM = `
svg{display:block;margin:0 auto;max-width:max(100%,40rem);height:auto}
svg.wide{max-width:none}
svg text{fill:var(--text);font-size:13px;text-anchor:middle}
svg .group>rect{fill:var(--soft);fill-opacity:.6;stroke:var(--line);stroke-width:1.2}
svg .group text{fill:var(--muted);font-size:12px;font-weight:600;text-anchor:start;paint-order:stroke;stroke:var(--soft);stroke-width:5px}
svg .node>rect,svg .node>polygon{fill:var(--page);stroke:var(--muted);stroke-width:1.2}
svg .node.start>rect,svg .node.end>rect{fill:var(--code)}
svg .edge .line{fill:none;stroke:var(--muted);stroke-width:1.4}
svg .edge .head{fill:var(--muted)}
svg .label text{fill:var(--muted);font-size:11.5px}
svg .label>rect{fill:var(--page)}
${["added", "removed", "changed", "rerouted"]
  .map(
    (
      mark,
    ) => `svg .node.${mark}>rect,svg .node.${mark}>polygon,svg .group.${mark}>rect,.legend.${mark}{fill:var(--${mark}-soft);background:var(--${mark}-soft);stroke:var(--${mark});border-color:var(--${mark});stroke-width:2}
svg .edge.${mark} .line{stroke:var(--${mark});stroke-width:2.2}
svg .edge.${mark} .head{fill:var(--${mark})}
svg .label.${mark} text,svg .group.${mark} text,.legend.${mark}{fill:var(--${mark});color:var(--${mark})}`,
  )
  .join("\n")}
svg .node.removed>rect,svg .node.removed>polygon,svg .group.removed>rect,svg .edge.removed .line{stroke-dasharray:5 3}
`;

/** The whole style of the page: readable on paper, a white and a black screen, and in any width. */
export const STYLE_SHEET = `:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}${TEXT}${PARTS}${DIAGRAM}@media print{body{max-width:none;padding:0}}
`;
