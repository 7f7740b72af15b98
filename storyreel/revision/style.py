"""How the page of a difference looks: US Letter in 12-point Courier, six lines to the inch, ten columns."""

from __future__ import annotations

PAPER = {
    "white": "#ffffff",
    "blue": "#d3e6f8",
    "pink": "#fad7e3",
    "yellow": "#fbf4b4",
    "green": "#d3eccf",
    "goldenrod": "#f6d885",
    "buff": "#f1e0bd",
    "salmon": "#fbc5b1",
    "cherry": "#f5a3ab",
    "tan": "#dfc9a5",
}
"""Tints of the papers by name, light enough to read and print on."""

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title &ndash; $colour revision</title>
<style>
:root { --paper: $paper; }
body { margin: 0; background: #e9e7e2; color: #111; font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 8.5in; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 22px; margin: 0 0 8px; }
p { margin: 2px 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 16px 0 28px; background: #fff; }
td { padding: 3px 8px; border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { text-align: right; white-space: nowrap; width: 3em; }
td:last-child { color: #555; width: 38%; }
tr.removed td:nth-child(2) { text-decoration: line-through; }
.sheet {
  box-sizing: border-box; position: relative; width: 8.5in; min-height: 11in; margin: 0 auto 24px;
  padding: .5in 0; background: var(--paper); box-shadow: 0 1px 6px #0004;
  font-family: "Courier Prime", "Courier New", Courier, monospace;
  --line: 12pt; font-size: var(--line); line-height: var(--line);
}
.sheet header { display: flex; justify-content: space-between; margin: 0 1in .5in 1.5in; }
.sheet div { position: relative; height: var(--line); white-space: pre; margin-left: 1.5in; }
.sheet .scene_heading { font-weight: bold; }
.sheet .centered { text-align: center; margin-right: 1in; }
.sheet .character { margin-left: 3.7in; }
.sheet .parenthetical { margin-left: 3.1in; }
.sheet .dialogue, .sheet .lyrics { margin-left: 2.5in; }
.sheet .lyrics { font-style: italic; }
.sheet .transition { text-align: right; margin-right: 1in; }
.sheet div > b { position: absolute; font-style: normal; }
.sheet .n { left: -.75in; }
.sheet div { --edge: 1.5in; }
.sheet .character { --edge: 3.7in; }
.sheet .parenthetical { --edge: 3.1in; }
.sheet .dialogue, .sheet .lyrics { --edge: 2.5in; }
.sheet .dual { display: flex; align-items: flex-start; margin-left: 1.5in; }
.sheet .left { width: 2.9in; }
.sheet .right:first-child { margin-left: 2.9in; }
.sheet .dual div { margin-left: 0; --edge: 1.5in; }
.sheet .dual .character { margin-left: .8in; --edge: 2.3in; }
.sheet .dual .parenthetical { margin-left: .4in; --edge: 1.9in; }
.sheet .right div { --edge: 4.4in; }
.sheet .right .character { --edge: 5.2in; }
.sheet .right .parenthetical { --edge: 4.8in; }
.sheet .m { left: calc(7.4in - var(--edge)); }
.sheet .s { left: calc(8in - var(--edge)); font-weight: normal; }
del { color: #a11; text-decoration: line-through; }
ins { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; }
@page { size: letter; margin: 0; }
@media print {
  body { background: none; }
  .sheet {
    box-decoration-break: clone; -webkit-box-decoration-break: clone;
    margin: 0; box-shadow: none; break-before: page;
    -webkit-print-color-adjust: exact; print-color-adjust: exact;
  }
}
</style>
</head>
<body>
<main>
<h1>$title</h1>
$summary
<table>
$scenes
</table>
</main>
$leaves
</body>
</html>
"""
