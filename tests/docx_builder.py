"""A DOCX from raw XML, as small as Word accepts; and what the tests need to look into one."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics.codes.templates import TEMPLATE_NOT_FOUND
from nastav_docs.template.compilation import FoundTemplate
from nastav_docs.template.compiler import Template, compile_template
from nastav_docs.template.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nastav_docs.diagnostics.problem import Diagnostic
    from nastav_docs.template.compilation import Find

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PORTRAIT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
LANDSCAPE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1701" w:right="567" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{more}</w:styles>'
)
PART_TYPES = {
    "styles": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "numbering": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    "fontTable": "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "footer": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "settings": "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def r(text: str, properties: str = "") -> str:
    """A run."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs; a plain text is one run."""
    head = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    body = "".join(run if run.startswith("<w:") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{head}</w:pPr>' if head else ''}{body}</w:p>"


def tc(*content: str, more: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    """A cell; a plain text is one paragraph."""
    blocks = "".join(item if item.startswith("<w:") else p(item) for item in content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str) -> str:
    """A row; a plain text is a cell."""
    return f"<w:tr>{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2, width: int = 2000) -> str:
    """A table."""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def docx(
    *blocks: str,
    section: str = PORTRAIT,
    styles: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    links: Sequence[tuple[str, str, str]] = (),
    title: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """A DOCX: blocks of the body, further parts (`header1`: its XML), relationships (id, kind, target) of the main part."""
    body = "".join(block if block.startswith("<w:") else p(block) for block in blocks)
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": STYLES.replace("{more}", styles),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{title}</dc:title><cp:lastModifiedBy>Писарь</cp:lastModifiedBy></cp:coreProperties>"
        ),
    }
    overrides = f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/>'
    overrides += f'<Override PartName="/word/styles.xml" ContentType="{PART_TYPES["styles"]}"/>'
    overrides += '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    relations = f'<Relationship Id="rStyles" Type="{OFFICE}/styles" Target="styles.xml"/>'
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        wrapped = content.decode() if isinstance(content, bytes) else content
        files[f"word/{name}.xml"] = wrapped
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{PART_TYPES[kind]}"/>'
        relations += f'<Relationship Id="r{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
    for key, kind, target in links:
        mode = ' TargetMode="External"' if ":" in target else ""
        relations += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    files |= extra or {}
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files["word/_rels/document.xml.rels"] = rels.format(relations)
    files["_rels/.rels"] = rels.format(
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/>'
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def moved(data: bytes, names: Mapping[str, str], *, absolute: bool = False) -> bytes:
    """A DOCX with parts under other names, and every relationship and content type that names them following."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    made: dict[str, bytes] = {}
    for name, content in files.items():
        folder, file = posixpath.split(name)
        if file.endswith(".rels"):
            base = posixpath.dirname(folder)
            source = posixpath.join(base, file.removesuffix(".rels")) if file != ".rels" else ""
            new = posixpath.dirname(names.get(source, source))
            root = etree.fromstring(content)
            for link in root:
                if link.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join(base, link.get("Target") or ""))
                    target = names.get(target, target)
                    link.set("Target", f"/{target}" if absolute else posixpath.relpath(target, new or "."))
            stem = posixpath.basename(names.get(source, source))
            made[posixpath.join(new, "_rels", f"{stem}.rels")] = etree.tostring(root)
        elif name == "[Content_Types].xml":
            text = content.decode()
            for old, other in names.items():
                text = text.replace(f'PartName="/{old}"', f'PartName="/{other}"')
            made[name] = text.encode()
        else:
            made[names.get(name, name)] = content
    return packed(made)


def story(kind: str, *blocks: str) -> str:
    """A header (`hdr`), a footer (`ftr`) or notes."""
    return f"<w:{kind} {NAMESPACES}>{''.join(b if b.startswith('<w:') else p(b) for b in blocks)}</w:{kind}>"


def found_among(files: Mapping[str, bytes]) -> Find:
    """Templates by name, as a project finds them on its search path."""

    def find(name: str, after: str = "") -> FoundTemplate | Diagnostic:
        if name not in files or after:
            return TEMPLATE_NOT_FOUND.at(None, f"шаблона «{name}» нет", text=name)
        return FoundTemplate(name, name, files[name], "")

    return find


def compiled(
    data: bytes,
    *,
    files: Mapping[str, bytes] | None = None,
    filters: Mapping[str, Callable[..., object]] | None = None,
    includes: Sequence[str] = (),
    functions: Mapping[str, Callable[..., object]] | None = None,
) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """Compile `data` as order.docx among other files."""
    find = found_among({"order.docx": data, **(files or {})})
    return compile_template("order.docx", find, filters=filters or {}, includes=includes, functions=functions)


def printed(data: bytes, context: Mapping[str, object] | None = None, **options: object) -> bytes:
    """Compile and print; nothing may be wrong."""
    template, problems = compiled(data, **options)  # type: ignore[arg-type]  # the options of compiled()
    assert template is not None, [str(p) for p in problems]
    result = render(template, context or {})
    assert result.data is not None, [f"{d.place}: {d.message} {d.text}" for d in result.diagnostics]
    return result.data


def part(data: bytes, name: str = "word/document.xml") -> str:
    """A part of a DOCX as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> list[str]:
    """The parts of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def lines(data: bytes, name: str = "word/document.xml") -> list[str]:
    r"""The paragraphs of a part as text; a line break is \n, a tab \t, a new page \f."""
    xml = part(data, name)
    found = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>|<w:p/>", xml, re.DOTALL):
        text = re.sub(r"<w:pPr>.*?</w:pPr>|<w:rPr>.*?</w:rPr>", "", paragraph, flags=re.DOTALL)
        text = re.sub(r'<w:br w:type="page"/>', "\f", text)
        text = re.sub(r"<w:br/>", "\n", text)
        text = re.sub(r"<w:tab/>", "\t", text)
        text = re.sub(r"<w:noBreakHyphen/>", "-", text)
        text = re.sub(r"<[^>]*>", "", text)
        found.append(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return found


def text(data: bytes) -> str:
    """The text of the main part, a paragraph a line."""
    return "\n".join(lines(data))


def well_formed(data: bytes) -> None:
    """Every part of a DOCX is XML."""
    for name in names(data):
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part(data, name).encode())


def counted(told: object) -> str:
    """A place, or a text with places, by numbers alone: «абзац 3» of «абзац «Текст …» (3-й)»."""
    return re.sub(r"(?:пустой абзац|абзац «.*?») \((\d+)-й\)", r"абзац \1", str(told))


def cells(data: bytes) -> list[list[str]]:
    """The texts of the cells, row by row."""
    root = etree.fromstring(part(data).encode())
    q = f"{{{W}}}"
    return [
        ["".join(t.text or "" for t in c.iter(f"{q}t")) for c in row.findall(f"{q}tc")] for row in root.iter(f"{q}tr")
    ]
