"""How the page of a check looks."""

from __future__ import annotations

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title &ndash; continuity</title>
<style>
body { margin: 0; background: #f4f3ef; color: #191919; font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 28px 20px 56px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 40px 0 8px; }
h3 { font: 600 15px/1.4 "Courier Prime", "Courier New", Courier, monospace; margin: 28px 0 8px; white-space: pre-wrap; }
p { margin: 2px 0; overflow-wrap: anywhere; }
section {
  background: #fff; border-left: 4px solid #b3402f; padding: 12px 16px 14px; margin: 0 0 14px;
  box-shadow: 0 1px 3px #0002;
}
section.wanted { border-color: #8a8f98; }
.facts { color: #6a6a6a; font-size: 13px; }
.what { font-weight: 600; }
.mend { color: #333; }
.pictures { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; margin-top: 10px; }
figure { margin: 0; }
figure.board { width: 264px; }
figure.plot { width: 520px; }
img { display: block; width: 100%; height: auto; background: #ddd; }
figcaption { font-size: 12px; color: #6a6a6a; margin-top: 2px; white-space: pre-wrap; }
@media print { body { background: #fff; } section { break-inside: avoid; box-shadow: none; border: 1px solid #bbb; } }
</style>
</head>
<body>
<main>
<h1>$title</h1>
<p>$summary</p>
$open
$wanted
$seen
</main>
</body>
</html>
"""
