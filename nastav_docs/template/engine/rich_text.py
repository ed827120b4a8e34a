"""Text with its own formatting, printed with `{{r … }}`."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one format; `style` is the id of a character style, `size` is in half points."""

    text: str
    style: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    color: str = ""
    size: int = 0
    superscript: bool = False
    subscript: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """A value made of runs, each in its own format."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text without its formatting."""
        return "".join(run.text for run in self.runs)

    def xml(self) -> bytes:
        """The runs as elements `w:r`."""
        return b"".join(_xml(run) for run in self.runs)


def _xml(run: Run) -> bytes:
    # imported here: printing knows this module
    from nastav_docs.template.engine.escaping import encode  # noqa: PLC0415

    switches = (("b", run.bold), ("i", run.italic), ("caps", run.caps), ("strike", run.strike))
    properties = [f'<w:rStyle w:val="{escape(run.style)}"/>'] if run.style else []
    properties += [f"<w:{name}/>" for name, on in switches if on]
    if run.color:
        properties.append(f'<w:color w:val="{escape(run.color.lstrip("#"))}"/>')
    if run.size:
        properties.append(f'<w:sz w:val="{run.size:d}"/><w:szCs w:val="{run.size:d}"/>')
    if run.underline:
        properties.append('<w:u w:val="single"/>')
    if run.superscript or run.subscript:
        properties.append(f'<w:vertAlign w:val="{"superscript" if run.superscript else "subscript"}"/>')
    format_ = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f'<w:r>{format_}<w:t xml:space="preserve">'.encode() + encode(run.text) + b"</w:t></w:r>"
