"""Report what docxtpl-lint finds in a template, under our codes and in Russian."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import template_commands as own
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Places, packed, q
from nastav_docs.template.engine import FILTERS, TESTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.docx import Package

# By the rule of docxtpl-lint: our code, the message and the hint, in which the rule's own parameters are put.
RULES: Final[Mapping[str, tuple[Code, str, str]]] = {
    "DTL001": (codes.TAG_UNCLOSED, "метка «{open}» не закрыта", "допишите «{close}»"),
    "DTL002": (codes.TAG_SPLIT, "метка разорвана между абзацами", "соедините её в один абзац"),
    "DTL003": (
        codes.TRACKED_CHANGES,
        "в удалённом, но не принятом тексте есть метка",
        "Рецензирование → Принять все исправления",
    ),
    "DTL101": (codes.BLOCK_UNBALANCED, "у «{kw}» нет конца «end{kw}»", "допишите {{% end{kw} %}}"),
    "DTL102": (codes.BLOCK_UNBALANCED, "«{raw}» без своего начала", "проверьте порядок меток"),
    "DTL104": (codes.UNKNOWN_FILTER, "фильтра «{name}» нет", "сверьтесь с nastav-docs templates fields"),
    "DTL105": (codes.UNKNOWN_FILTER, "проверки «{name}» нет", "сверьтесь с руководством"),
    "DTL106": (codes.UNKNOWN_NAME, "имя «{name}» есть только внутри своего цикла", "перенесите метку внутрь цикла"),
    "DTL201": (
        own.DOCXTPL,
        "«%» или «}}» внутри метки с «{prefix}»: docxtpl её не прочтёт",
        "задайте значение заранее: {{%p set знак = '%' %}}",
    ),
    "DTL202": (codes.TAG_SYNTAX, "лишний пробел перед «{prefix}»", "напишите {{%{prefix} … без пробела"),
    "DTL203": (codes.TAG_OUTSIDE_TABLE, "метка «{raw}» стоит вне таблицы", "в обычном тексте пишут {{%p … %}}"),
    "DTL204": (codes.BLOCK_CROSSES, "«{close_raw}» и «{open_raw}» записаны по-разному", "пишите p, tr, tc одинаково"),
    "DTL205": (codes.BLOCK_CROSSES, "«{open_raw}» и «{close_raw}» – в разных таблицах", "поставьте их в одну таблицу"),
    "DTL206": (codes.BLOCK_CROSSES, "«{open_raw}» и «{close_raw}» – в одной строке", "поставьте их в разные строки"),
    "DTL207": (codes.BLOCK_CROSSES, "«{open_raw}» и «{close_raw}» – в разных строках", "поставьте их в одну строку"),
    "DTL208": (codes.TAG_OUTSIDE_TABLE, "«{raw}» понятно только в ячейке таблицы", "поставьте метку в ячейку"),
    "DTL209": (codes.TAG_NOT_ALONE, "рядом с «{raw}» есть то, что пропадёт: «{rest}»", "оставьте метку одну"),
    "DTL210": (codes.BLOCK_CROSSES, "«{open_raw}» и «{close_raw}» – в одном абзаце", "поставьте их в разные абзацы"),
}


def docxtpl_problems(
    package: Package, file: str, filters: Iterable[str], told: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """What docxtpl-lint finds in a template, but not what is `told` already, at the same place or under the same code.

    `filters` are the names of the project's own filters, `file` is how the user knows the template.
    """
    import docxtpl_lint  # noqa: PLC0415 - needed for this command only

    told = tuple(told)
    known = {(d.place.file, d.place.words) for d in told if d.place is not None}
    kinds = {(d.code, d.text) for d in told}
    # A start without its end follows from a tag that could not be read, and is no second mistake.
    unread = any(d.code == codes.TAG_SYNTAX.code and d.place is not None and d.place.file == file for d in told)
    try:
        # docxtpl-lint knows only the usual names of parts (`word/document.xml`)
        data = packed({usual: package.parts[name] for name, usual in package.usual_names.items()})
        issues = docxtpl_lint.lint(data, filters={*filters, *FILTERS}, tests=set(TESTS)).issues
    except (ValueError, KeyError, TypeError, etree.XMLSyntaxError, AssertionError):
        return []  # that the file cannot be read is reported elsewhere
    found = []
    words = _Words(package)
    for issue in issues:
        rule = RULES.get(issue.rule)
        if rule is None or (unread and rule[0] is codes.BLOCK_UNBALANCED):
            continue
        place = Place(file, words=words.of(issue.location.part, issue.location.paragraph))
        code, message, hint = rule
        values = {key: str(value) for key, value in issue.params.items()}
        if (file, place.words) not in known and (code.code, issue.snippet) not in kinds:
            found.append(code.at(place, message.format(**values), hint=hint.format(**values), text=issue.snippet))
    return found


class _Words:
    """The places of docxtpl-lint (label of a part and number of a paragraph in it) in words."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts = {posixpath.basename(usual).partition(".")[0]: name for name, usual in package.usual_names.items()}
        self._places: dict[str, Places] = {}

    def of(self, label: str, number: int) -> str:
        """The place of a paragraph by its number from 1; empty if there is none."""
        name = self._parts.get("document" if label == "body" else label)
        if name is None:
            return ""
        root = self._package.tree(name)
        places = self._places.setdefault(name, Places(root))
        paragraphs = list(root.iter(q("p")))
        return places.of(paragraphs[number - 1]) if 0 < number <= len(paragraphs) else ""
