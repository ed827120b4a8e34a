"""Put a mark in the place of each tag: of the paragraph, row, cell or piece of text that the tag stands for."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Element, Places, merge_runs, q, xml
from nastav_docs.template.markup import statements, tags
from nastav_docs.template.markup.block_balance import check_balance
from nastav_docs.template.markup.cell_tags import LEVELS, check_merges, merge, outside_table, take_cell_tag
from nastav_docs.template.markup.cross_references import note_fields
from nastav_docs.template.markup.look_alikes import almost_tags
from nastav_docs.template.markup.outside_text import report_tags_outside_text, report_unread_texts
from nastav_docs.template.markup.tags import Tag, TagBook

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.template.markup.tags import TemplatePart

_RAW = re.compile(r"\s*\{%p\s+(end)?raw\s*%\}\s*")
_SUPER = re.compile(r"super\s*\(\s*\)|super")


def mark_up(part: TemplatePart, book: TagBook, check: Callable[[Tag], list[Diagnostic]]) -> None:
    """Find the tags of a part and put a token (in a text) or a mark (among elements) in the place of each.

    The tree of the part is changed; tags and problems go to the book. `check` gives the problems of a tag's expression.
    """
    report_tags_outside_text(part, book)
    read = _find_tags(part, book)
    _explain_split_tags(read, book)
    found = _without_commented([item for item in read if item.spans], book)
    for item in found:
        for span in item.spans:
            if span.tag is not None:
                _normalise(span.tag, item)
                book.problems += check(span.tag) if span.tag.kind != "#" else []
    _raise_lonely(found)
    note_fields(part, found, book)
    _check_alone(found, book)
    joins = [(item, span) for item in found for span in item.spans if span.joins_before or span.joins_after]
    joins = [(item.paragraph, span) for item, span in joins if _check_join(span, item, book)]
    for item in found:
        tags.put_tokens(item, book)
    _join_paragraphs(joins, book)
    _place_marks(part, book)
    check_merges(part.root, book)
    check_balance(part, book)
    for paragraph in xml.paragraphs(part.root):
        merge_runs(paragraph)


def _find_tags(part: TemplatePart, book: TagBook) -> list[tags.TaggedParagraph]:
    """Read the paragraphs of a part with their tags; those between `{%p raw %}` and `{%p endraw %}` have none."""
    places = Places(part.root)
    read: list[tags.TaggedParagraph] = []
    shown: set[Element] = set()
    raw: Place | None = None
    for paragraph in xml.paragraphs(part.root):
        text = tags.text_of(paragraph)
        edge = _RAW.fullmatch(text)
        place = None if edge is None else Place(part.file, words=places.of(paragraph, text))
        if place is not None and edge is not None and bool(edge[1]) == (raw is not None):
            raw = None if edge[1] else place
            xml.remove(paragraph)
        elif raw is not None:
            shown.update(paragraph.iter(q("t")))
        elif place is not None:
            shown.update(paragraph.iter(q("t")))
            message, hint = "«endraw» без своего начала", "поставьте выше абзац {%p raw %} или уберите этот"
            book.problems.append(codes.BLOCK_UNBALANCED.at(place, message, hint=hint, text=text))
        else:
            read.append(tags.find_tags(paragraph, places, part.file, book.problems))
            shown.update(atom.element for atom in read[-1].atoms)
            _explain_almost_tags(read[-1], places, part, book)
    report_unread_texts(part, shown, places, book)
    if raw is not None:
        message = "нет абзаца {%p endraw %} после этого"
        book.problems.append(codes.BLOCK_UNBALANCED.at(raw, message, hint="допишите {%p endraw %}", text="{%p raw %}"))
    return read


def _explain_almost_tags(item: tags.TaggedParagraph, places: Places, part: TemplatePart, book: TagBook) -> None:
    """Report what only looks like a tag and would be printed as it stands; its other faults are not reported again."""
    almost = list(almost_tags(item.plain))
    if almost:
        book.problems = [problem for problem in book.problems if problem not in [*item.unclosed, *item.stray]]
        item.unclosed, item.stray = [], []
    almost += [
        (f"{span.tag.source}}}", "после неё лишняя скобка", span.tag.source)
        for span in item.spans
        if span.tag is not None and span.tag.kind == "{" and item.text.startswith("}", span.end)
        if not span.tag.source.startswith("{{{")  # reported as a whole by the parser
    ]
    place = Place(part.file, words=places.of(item.paragraph, item.text)) if almost else Place("")
    for source, wrong, right in almost:
        hint = f"напишите {right}; чтобы напечатать скобки как есть, поставьте вокруг {{% raw %}} и {{% endraw %}}"
        book.problems.append(codes.ALMOST_A_TAG.at(place, f"похоже на метку, но {wrong}", hint=hint, text=source))


def _explain_split_tags(read: list[tags.TaggedParagraph], book: TagBook) -> None:
    """Report as one torn tag an opening without an end and, in a later paragraph, an end without an opening."""
    opened = [problem for item in read for problem in item.unclosed]
    closed = [problem for item in read for problem in item.stray]
    for start, end in zip(opened, closed, strict=False):
        book.problems.remove(start)
        book.problems.remove(end)
        book.problems.append(
            codes.TAG_SPLIT.at(
                start.place,
                f"метка начата здесь, а закончена в другом месте ({end.place.words if end.place else ''})",
                hint="соедините её в один абзац: поставьте курсор в конец первой строки и нажмите Delete",
                text=f"{start.text} … {end.text}",
            )
        )


def _normalise(tag: Tag, item: tags.TaggedParagraph) -> None:
    """Give a tag without a letter its level: «p» for a document's name in a paragraph, «r» for a block in a text."""
    if tag.kind == "{" and _SUPER.fullmatch(tag.body):
        tag.kind, tag.body = "%", "super"
    alone = len(item.spans) == 1 and not item.rest.strip()
    if tag.level == "" and tag.word in statements.SINGLE and alone:
        tag.level = "p"
    elif tag.level == "" and tag.word in {"block", "endblock", "super"}:
        tag.level = "r"


def _is_lonely(item: tags.TaggedParagraph) -> bool:
    """Whether a paragraph holds one tag and nothing else, and the tag joins no lines (`{%- … -%}`)."""
    return len(item.spans) == 1 and not item.rest.strip() and not item.spans[0].joins_before | item.spans[0].joins_after


def _raise_lonely(found: list[tags.TaggedParagraph]) -> None:
    """Read `{% for … %}` and `{% endfor %}` in paragraphs of their own as `{%p for … %}` and `{%p endfor %}`.

    docxtpl repeats what stands between them too. Only where start, end and every `else` stand alone, in different
    paragraphs beside each other: elsewhere paragraphs would be torn, which is reported.
    """
    opened: list[list[tuple[tags.TaggedParagraph, Tag]]] = []
    statement = [(item, s.tag) for item in found for s in item.spans if s.tag is not None and s.tag.kind == "%"]
    for item, tag in statement:
        if statements.opens(tag):
            opened.append([(item, tag)])
        elif opened and tag.word in statements.MIDDLE:
            opened[-1].append((item, tag))
        elif opened and statements.closes(tag):
            whole = [*opened.pop(), (item, tag)]
            lonely = all(not own.level and _is_lonely(one) for one, own in whole)
            beside = len({one.paragraph.getparent() for one, _ in whole}) == 1
            apart = len({one.paragraph for one, _ in whole}) == len(whole)
            if whole[0][1].word in {"for", "if"} and lonely and beside and apart:
                for _, own in whole:
                    own.level = "p"


def _check_alone(found: list[tags.TaggedParagraph], book: TagBook) -> None:
    """Report a paragraph, row or cell that its tag replaces though it holds something else."""
    owners: dict[tuple[str, Element], list[tags.TaggedParagraph]] = {}
    for item in found:
        for level in {span.tag.level for span in item.spans if span.tag and span.tag.level in LEVELS}:
            owner = item.paragraph if level == "p" else xml.ancestor(item.paragraph, level)
            if owner is not None:
                owners.setdefault((level, owner), [])
    by_paragraph = {item.paragraph: item for item in found}
    for level, owner in owners:
        inside = [owner] if level == "p" else list(owner.iter(q("p")))
        items = [by_paragraph.get(p) or tags.TaggedParagraph(p, tags.text_of(p), [], []) for p in inside]
        own = [s.tag for item in items for s in item.spans if s.tag and s.tag.level == level]
        others = [s.tag for item in items for s in item.spans if s.tag and s.tag.level != level]
        rest = " ".join(item.rest.strip() for item in items).strip()
        section = level == "p" and owner.find(f"{q('pPr')}/{q('sectPr')}") is not None
        if rest or others or len(own) > 1 or section:
            _report_company(own[0], level, rest, others, section=section, book=book)


def _report_company(tag: Tag, level: str, rest: str, others: list[Tag], *, section: bool, book: TagBook) -> None:
    what = LEVELS[level]
    lost = f"«{rest[:60]}»" if rest else "разрыв раздела" if section else "другая метка"
    if not rest and not others and not section:
        lost = "вторая такая же метка"
    book.problems.append(
        codes.TAG_NOT_ALONE.at(
            tag.place,
            f"{what} с этой меткой исчезнет, и вместе с нею {lost.replace(tags.OBJECT, '(рисунок)')}",
            hint=f"оставьте метку одну: для неё нужен отдельный {what}"
            if level == "p"
            else f"оставьте метку одну: для неё нужна отдельная {what}",
            text=tag.source,
        )
    )


def _check_join(span: tags.TagSpan, item: tags.TaggedParagraph, book: TagBook) -> bool:
    """Check a tag with dashes, `{%- … -%}`, which joins lines; whether paragraphs are left to be joined by it.

    Lines of one paragraph (Shift+Enter) are joined here: the tag takes the line break. In a line with other text, which
    docxtpl would lose, the tag is reported.
    """
    tag = span.tag
    before = item.text[: span.start] if span.joins_before else ""
    after = item.text[span.end :] if span.joins_after else ""
    if tag is None or (not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()):
        if "\n" in before:
            taken = max([s.end for s in item.spans if s.end <= span.start], default=0)
            span.start, span.joins_before = max(before.rindex("\n"), taken), False
        if "\n" in after:
            span.end, span.joins_after = span.end + after.index("\n") + 1, False
        return tag is not None and (span.joins_before or span.joins_after)
    book.problems.append(
        codes.TAG_NOT_ALONE.at(
            tag.place,
            "метка с дефисом склеивает строки и должна стоять в строке одна",
            hint="уберите дефисы или перенесите метку на отдельную строку",
            text=tag.source,
        )
    )
    return False


def _join_paragraphs(joins: list[tuple[Element, tags.TagSpan]], book: TagBook) -> None:
    """Join paragraphs as `{%-` and `-%}` ask: the content of the later one is moved to the end of the one before."""
    moved: dict[Element, Element] = {}
    for paragraph, span in joins:
        pairs = []
        if span.joins_before:
            pairs.append((paragraph.getprevious() if paragraph not in moved else None, paragraph))
        if span.joins_after:
            pairs.append((moved.get(paragraph, paragraph), None))
        for first, second in pairs:
            into = moved.get(first, first) if first is not None else None
            what = second if second is not None else into.getnext() if into is not None else None
            if second is not None and second in moved:
                continue
            if into is None or what is None or into.tag != q("p") or what.tag != q("p"):
                if span.tag is not None and not (second is not None and second in moved):
                    book.problems.append(
                        codes.TAG_NOT_ALONE.at(
                            span.tag.place,
                            "метка с дефисом: рядом нет абзаца, с которым склеить",
                            hint="уберите дефис",
                            text=span.tag.source,
                        )
                    )
                continue
            for child in list(what):
                if child.tag != q("pPr"):
                    into.append(child)
            xml.remove(what)
            moved[what] = into


def _without_commented(found: list[tags.TaggedParagraph], book: TagBook) -> list[tags.TaggedParagraph]:
    """Remove the paragraphs, rows and cells of `{#p … #}`, `{#tr … #}`, `{#tc … #}`.

    Gives the paragraphs that are left. One that holds another statement of its own level stays, and is reported by
    `_check_alone`.
    """
    hidden: set[Element] = set()
    for item in found:
        for tag in [span.tag for span in item.spans if span.tag is not None]:
            if tag.kind != "#" or tag.level not in LEVELS:
                continue
            owner = item.paragraph if tag.level == "p" else xml.ancestor(item.paragraph, tag.level)
            if owner is None:
                book.problems.append(outside_table(tag))
            elif not any(_is_statement(other, tag.level, owner) for other in found):
                hidden.add(owner)
    for owner in hidden:
        if owner.getparent() is not None:
            xml.remove(owner)
    return [item for item in found if hidden.isdisjoint([item.paragraph, *item.paragraph.iterancestors()])]


def _is_statement(item: tags.TaggedParagraph, level: str, owner: Element) -> bool:
    """Whether a paragraph within `owner`, a row or a cell, holds a statement that replaces the whole of it."""
    own = any(span.tag is not None and span.tag.kind == "%" and span.tag.level == level for span in item.spans)
    return own and (item.paragraph is owner or any(around is owner for around in item.paragraph.iterancestors()))


# ------------------------------------------------------------------------------------------------------------ marks


def _place_marks(part: TemplatePart, book: TagBook) -> None:
    """Replace paragraphs, rows, cells and runs by the marks of their tags, and carry out the tags of cells."""
    pattern = re.compile(rf"{book.key}:(\d+);")
    merges = []
    for text in [t for t in part.root.iter(q("t")) if book.key in (t.text or "")]:
        for found in pattern.findall(text.text or ""):
            tag = book.tags[int(found)]
            said = statements.property_of(tag)
            if said is not None:
                merges += take_cell_tag(text, int(found), tag, said, book)
            elif tag.level == "r":
                text = _split_run(text, int(found), tag, book)  # noqa: PLW2901 - the rest of the text is a new element
            elif tag.level:
                _replace_owner(text, int(found), tag, book)
            elif tag.kind == "{":
                _check_visible(text, tag, book)
    for cell, tag, condition in merges:
        merge(cell, tag, condition, book)
    for text in [t for t in part.root.iter(q("t")) if t.text == ""]:
        xml.remove(text)
    for run in [r for r in part.root.iter(q("r")) if not [c for c in r if c.tag != q("rPr")]]:
        xml.remove(run)


def _check_visible(text: Element, tag: Tag, book: TagBook) -> None:
    properties = text.getparent().find(q("rPr"))
    if properties is not None and xml.is_on(properties.find(q("vanish"))):
        book.problems.append(
            codes.TAG_NOT_IN_TEXT.at(
                tag.place,
                "значение печатается в скрытый текст",
                hint="снимите «Скрытый» в окне «Шрифт»",
                text=tag.source,
            )
        )


def _replace_owner(text: Element, number: int, tag: Tag, book: TagBook) -> None:
    """Put the mark of a tag in the place of the paragraph, row or cell around it."""
    paragraph = xml.ancestor(text, "p")
    owner = xml.ancestor(text, tag.level)
    if owner is None or paragraph is None:
        if tag.level != "p":
            book.problems.append(outside_table(tag))
        return
    if owner.getparent() is None:
        return  # a second tag of the same row: reported already
    if tag.kind == "{" and tag.level == "p":
        _print_blocks(owner, text, number, tag, book)
        return
    if tag.kind == "{":
        tag.body = f"({tag.body})|nd_blocks"
    owner.getparent().replace(owner, book.mark(number))


def _print_blocks(paragraph: Element, text: Element, number: int, tag: Tag, book: TagBook) -> None:
    """`{{p x }}`: print the paragraphs that the value holds, or a text in the tag's own paragraph."""

    def mark(kind: str, body: str) -> Element:
        return book.mark(book.add(Tag(kind, "p", body, tag.source, tag.place)))

    value = f"nd_value_{number}"
    parent, index = paragraph.getparent(), paragraph.getparent().index(paragraph)
    for before in (
        mark("%", f"set {value} = ({tag.body})"),
        mark("%", f"if {value} is nd_blocks"),
        mark("{", f"{value}|nd_blocks"),
        mark("%", "else"),
    ):
        parent.insert(index, before)
        index += 1
    parent.insert(index + 1, mark("%", "endif"))
    text.text = book.token(book.add(Tag("{", "", value, tag.source, tag.place)))


def _split_run(text: Element, number: int, tag: Tag, book: TagBook) -> Element:
    """Cut a run at a tag, so that the tag stands between runs (or alone in one).

    Gives the `w:t` with the text after it.
    """
    run = text.getparent()
    before, _, after = (text.text or "").partition(book.token(number))
    parent, properties = run.getparent(), run.find(q("rPr"))
    following = list(text.itersiblings())
    rest_run = etree.Element(q("r"))
    if properties is not None:
        rest_run.append(copy.deepcopy(properties))
    rest = etree.SubElement(rest_run, q("t"))
    rest.text = after
    rest.set(xml.XML_SPACE, "preserve")
    for element in following:
        rest_run.append(element)
    text.text = before
    if not before:
        run.remove(text)
    if tag.kind == "{":
        tag.body = f"({tag.body})|nd_run"
        own = etree.Element(q("r"))
        if properties is not None:
            own.append(copy.deepcopy(properties))
        value = etree.SubElement(own, q("t"))
        value.text = book.token(number)
        value.set(xml.XML_SPACE, "preserve")
        middle = own
    else:
        middle = book.mark(number)
    index = parent.index(run)
    parent.insert(index + 1, middle)
    if after or following:
        if not after:
            rest_run.remove(rest)
        parent.insert(index + 2, rest_run)
    return rest
