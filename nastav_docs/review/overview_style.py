"""How the overview looks: on a wide screen, on a narrow one, on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{color-scheme:light;--green:#2e7d32;--red:#b3261e;--amber:#8a5a00;--blue:#1f5fa8;--grey:#5f6368;--line:#d5d9de}
*{box-sizing:border-box}
body{font:15px/1.45 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:#1d1f21;background:#f4f6f8;margin:0}
header{background:#fff;border-bottom:1px solid var(--line);padding:1.2rem 1.5rem}
header h1{font-size:1.35rem;margin:0}header p{margin:.2rem 0 0;color:var(--grey)}
main{max-width:1180px;margin:0 auto;padding:1rem 1.5rem 3rem}
section{background:#fff;border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem;margin:1rem 0}
h2{font-size:1.05rem;margin:0 0 .7rem}
p{margin:.3rem 0}
.tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:.7rem;margin:1rem 0;
padding:0}
.tiles li{background:#fff;border:1px solid var(--line);border-left:5px solid var(--grey);border-radius:8px;
padding:.6rem .8rem}
.tiles b{display:block;font-size:1.35rem;line-height:1.2}.tiles span{color:var(--grey);font-size:.86rem}
.tiles .good{border-left-color:var(--green)}.tiles .warn{border-left-color:#e0a100}
.tiles .bad{border-left-color:var(--red)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th{text-align:left;color:var(--grey);font-weight:600;border-bottom:2px solid var(--line);padding:.35rem .5rem;
vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:.35rem .5rem;vertical-align:top}
tr:last-child td{border-bottom:0}
.state{display:inline-block;border-radius:4px;padding:0 .45rem;font-size:.86rem;white-space:nowrap;background:#eceff1}
.state.done{background:#e3f2e4;color:var(--green)}.state.overdue{background:#fbe6e4;color:var(--red)}
.state.moved{background:#fdf1d6;color:var(--amber)}
.wide{overflow-x:auto}
svg{display:block;width:100%;min-width:760px;height:auto;font:14px system-ui,"Segoe UI",Roboto,Arial,sans-serif}
svg .grid{stroke:#e6e9ec}svg .tick{fill:#5f6368;font-size:11px}svg .label{fill:#1d1f21}
svg .today{stroke:#b3261e;stroke-dasharray:4 3}svg text.today{stroke:none;fill:#b3261e;font-size:11px}
svg .bar{fill:#b8c7d9}svg .day{fill:#1f5fa8}
svg .done .bar{fill:#b9dcbb}svg .done .day{fill:#2e7d32}svg .overdue .bar{fill:#f2bdb8}svg .overdue .day{fill:#b3261e}
svg .moved .bar{fill:#f5dfae}svg .moved .day{fill:#b27700}
svg .under_way .bar{fill:#b2dfe3}svg .under_way .day{fill:#00838f}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:0 0 .6rem;padding:0;font-size:.86rem;
color:var(--grey)}
.legend li::before{content:"◆ ";color:#1f5fa8}
.legend .under_way::before{color:#00838f}
.legend .done::before{color:#2e7d32}.legend .overdue::before{color:#b3261e}.legend .moved::before{color:#b27700}
.findings{list-style:none;margin:0;padding:0;font-size:.92rem}
.findings li{border-left:4px solid var(--line);padding:.2rem .7rem;margin:.35rem 0;overflow-wrap:anywhere}
.findings .error{border-color:var(--red)}.findings .error b{color:var(--red)}
.findings .warning{border-color:#e0a100}.findings .warning b{color:var(--amber)}
.findings .note b{color:var(--blue)}.findings code{color:var(--grey)}
.hint{display:block;color:var(--green)}a{color:var(--blue)}
@media (max-width:640px){
main{padding:.5rem .7rem 2rem}section{padding:.8rem}
thead{display:none}table,tbody,tr,td{display:block;width:100%}
tr{border-bottom:2px solid var(--line);padding:.35rem 0}td{border:0;padding:.12rem 0}
td::before{content:attr(data-title) ": ";color:var(--grey)}
}
@media print{
@page{size:A4;margin:12mm 12mm 14mm}
body{background:#fff;font-size:10.5pt}header,main{padding:0}main{max-width:none}
section{border:0;padding:0;margin:.9rem 0}h2{break-after:avoid}
thead{display:table-header-group}tr,.findings li,.tiles li,svg{break-inside:avoid}
.tiles{grid-template-columns:repeat(4,1fr)}.wide{overflow:visible}svg{min-width:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit;text-decoration:none}
}
"""
