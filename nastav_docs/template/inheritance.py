"""Put together a template and the files that it extends, includes and imports, before it is compiled.

An included document brings its own section (page size, margins, headers) when its name is an expression
(`include annex.template`), or when it is in quotes and its page is of another size or it has several sections; else,
and in cells, headers and macros, it brings its content only.
`with section` or `without section` after the name overrides this.
"""

from __future__ import annotations

import copy
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Place, perhaps
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import ContentCopier, Element, content_of, drop_sections, q, xml
from nastav_docs.template.compilation import FILE, IMPORT
from nastav_docs.template.markup import (
    SECTION_BREAK,
    Block,
    Tag,
    TagBook,
    blocks_among,
    statements,
    tags_in_order,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Draft
    from nastav_docs.template.compilation import Compilation


def compose(name: str, work: Compilation, place: Place | None, after: str = "") -> Draft | None:
    """Read a template and put what it extends, includes and imports into it.

    `place` is the tag that asked for it, None for the template that is compiled. `after` is the path of a file that
    extends one of its own name: the next on the search path is its base. Returns None, and the problem in the book,
    where there is no such file or it cannot be read.
    """
    if name in work.opening and not after:
        circle = " → ".join([*work.opening[work.opening.index(name) :], name])
        work.book.problems.append(codes.CYCLE.at(place, f"шаблоны включают друг друга по кругу: {circle}", text=name))
        return None
    if len(work.opening) > 8:  # noqa: PLR2004 - deeper than anybody can follow
        work.book.problems.append(codes.CYCLE.at(place, "шаблоны вложены слишком глубоко", text=name))
        return None
    work.opening.append(name)
    try:
        draft = work.open(name, place, after)
        if draft is None:
            return None
        _check_block_names(draft, work.book)
        _resolve_imports(draft, work)
        _resolve_includes(draft, work)
        extended = [m for m in _marks(draft, work.book, "extends") if m[1].level == "p"]
        return _extend(draft, extended, work) if extended else draft
    finally:
        work.opening.pop()


def _marks(draft: Draft, book: TagBook, word: str) -> list[tuple[Element, Tag, str]]:
    """The statements that begin with a word: the mark of each in the tree, its tag, and the name of its part."""
    found = []
    for story in draft.stories:
        for element in draft.trees[story].iter():
            tag = book.of_mark(element)
            if tag is not None and tag.kind == "%" and tag.word == word:
                found.append((element, tag, story))
    return found


# ---------------------------------------------------------------------------------------------------------- extends


def _extend(child: Draft, marks: list[tuple[Element, Tag, str]], work: Compilation) -> Draft | None:
    """The base of a template with the blocks that the template replaces.

    Returns None, and adds a problem to the book, where there is no base.
    """
    element, tag, _ = marks[0]
    name = statements.base_of(tag)
    first = next((c for c in child.body if _has_content(c) or work.book.of_mark(c) is not None), None)
    if name is None or len(marks) > 1 or element is not first:
        work.book.problems.append(
            codes.MISPLACED.at(
                tag.place,
                "{%p extends %} стоит один раз, первым абзацем, с именем файла в кавычках",
                hint='{%p extends "order.docx" %}',
                text=tag.source,
            )
        )
        return None
    base = compose(name, work, tag.place, child.file if name == work.opening[-1] else "")
    if base is None:
        return None
    own, theirs = blocks_of(child, work.book), blocks_of(base, work.book)
    known = {block.name: block for block in theirs}
    nested = {inner.name for block in own for inner in own if inner is not block and _is_inside(inner.start, block)}
    copier = ContentCopier(child, base, PurePath(child.file).stem)
    _bring_definitions(child, base, copier, work)
    _report_dropped(child, own, work)
    for block in [b for b in own if b.name not in nested]:
        if block.name not in known:
            hint = perhaps(block.name, known) or f"есть блоки: {', '.join(sorted(known))}"
            work.book.problems.append(
                codes.UNKNOWN_BLOCK.at(
                    block.tag.place, f"в «{name}» нет блока «{block.name}»", hint=hint, text=block.tag.source
                )
            )
        else:
            _replace_block(known[block.name], block, copier, work)
    return base


def _has_content(element: Element) -> bool:
    return element.tag == q("tbl") or (element.tag == q("p") and bool(text_of(element).strip()))


def _is_inside(element: Element, block: Block) -> bool:
    around = {element, *element.iterancestors()}
    return any(node in around for node in block.content)


def blocks_of(draft: Draft, book: TagBook) -> list[Block]:
    """The blocks of a document, part by part; a block within another comes before it."""
    found: list[Block] = []
    for story in draft.stories:
        marks = ((book.of_mark(element), element) for element in draft.trees[story].iter())
        found += blocks_among(((tag, element) for tag, element in marks if tag is not None), story)
    return found


def _check_block_names(draft: Draft, book: TagBook) -> None:
    names: set[str] = set()
    for block in blocks_of(draft, book):
        if block.name in names:
            book.problems.append(
                codes.MISPLACED.at(
                    block.tag.place,
                    f"блок «{block.name}» уже есть в этом шаблоне",
                    hint="дайте блоку другое имя",
                    text=block.tag.source,
                )
            )
        names.add(block.name)


def _replace_block(base: Block, child: Block, copier: ContentCopier, work: Compilation) -> None:
    if base.tag.level != child.tag.level:
        work.book.problems.append(
            codes.BLOCK_CROSSES.at(
                child.tag.place,
                f"блок «{child.name}» в основном шаблоне стоит иначе: {base.tag.source}",
                hint=f"напишите {{%{base.tag.level if base.tag.level != 'r' else ''} block {child.name} %}}".replace(
                    "{% ", "{%"
                ),
                text=child.tag.source,
            )
        )
        return
    replaced, content = base.content, child.content
    if child.tag.level == "p":
        drop_sections(content)
    copier.adapt(content, child.story, base.story)
    for node in replaced:
        node.getparent().remove(node)
    for node in content:
        base.end.addprevious(node)
    supers = [e for node in content for e in _own_supers(node, work.book)]
    size = sum(1 for node in replaced for _ in node.iter())
    for mark in supers:
        if work.brings(size, child.tag):
            for node in replaced:
                mark.addprevious(copy.deepcopy(node))
        mark.getparent().remove(mark)


def _own_supers(node: Element, book: TagBook) -> Iterator[Element]:
    for element in [node] if not isinstance(node.tag, str) else list(node.iter()):
        tag = book.of_mark(element)
        if tag is not None and tag.kind == "%" and tag.word == "super":
            yield element


def _bring_definitions(child: Draft, base: Draft, copier: ContentCopier, work: Compilation) -> None:
    """Put the macros and `set` outside a child's blocks at the beginning of the base, for its blocks use them."""
    kept: list[Element] = []
    depth = 0
    inside_block = 0
    for element in content_of(child.body):
        tag = work.book.of_mark(element)
        word = tag.word if tag is not None and tag.kind == "%" else ""
        inside_block += statements.step(tag, "block")
        if inside_block or word == "endblock":
            continue
        if word in {"macro", "set"} or depth:
            kept.append(element)
        depth += statements.step(tag, "macro", "set")
    copier.adapt(kept)
    for number, element in enumerate(kept):
        base.body.insert(number, element)


def _report_dropped(child: Draft, own: list[Block], work: Compilation) -> None:
    inside = {node for block in own for node in block.content}
    depth = 0
    for element in content_of(child.body):
        tag = work.book.of_mark(element)
        depth += statements.step(tag, "macro")
        blocks_within = any(_is_within(block.start, element) for block in own)
        if element not in inside and not depth and not blocks_within and _has_content(element):
            text = work.book.readable(" ".join(text_of(p) for p in element.iter(q("p"))).strip())
            work.book.problems.append(
                codes.TEXT_OUTSIDE_BLOCKS.at(
                    Place(child.file),
                    f"текст вне блоков не попадёт в документ: «{text[:60]}»",
                    hint="перенесите его в блок или удалите",
                    text=text[:120],
                )
            )


def _is_within(element: Element, around: Element) -> bool:
    return any(ancestor is around for ancestor in element.iterancestors())


def drop_block_marks(draft: Draft, book: TagBook) -> None:
    """Take the marks of blocks out of the tree once the blocks are replaced; report each `super()` without a base.

    The rows of a table's block `header` are made header rows, repeated on each page, even if
    the last person to edit the template has switched that off.
    """
    for block in blocks_of(draft, book):
        for row in block.content if (block.name, block.tag.level) == ("header", "tr") else ():
            if row.tag == q("tr"):
                xml.repeat_row(row)
    for word in ("block", "endblock", "super", "extends"):
        for element, tag, _ in _marks(draft, book, word):
            if word == "super":
                book.problems.append(
                    codes.MISPLACED.at(
                        tag.place, "super() — только в блоке шаблона с extends", hint="уберите метку", text=tag.source
                    )
                )
            element.getparent().remove(element)


# --------------------------------------------------------------------------------------------------------- includes


def _resolve_includes(draft: Draft, work: Compilation) -> None:
    for mark, tag, story in _marks(draft, work.book, "include"):
        found = statements.inclusion_of(tag)
        if found is None:
            work.book.problems.append(
                codes.TAG_SYNTAX.at(
                    tag.place, "include ждёт имя документа", hint='{%p include "signature.docx" %}', text=tag.source
                )
            )
            continue
        at_body = mark.getparent().tag == q("body") and not _is_captured(mark, work.book)
        if found.name is not None:
            section = found.section if at_body else "without"
            for node in _included(draft, found.name, mark, story, tag, section=section, work=work):
                mark.addprevious(node)
        else:
            section = (found.section or "with") if at_body else "without"
            _include_one_of(draft, found.expression, mark, story, tag, section=section, work=work)
        mark.getparent().remove(mark)


def _is_captured(mark: Element, book: TagBook) -> bool:
    """Whether a mark stands in a macro or a `call` block: printed elsewhere, it can have no section of its own."""
    depth = 0
    for element in mark.itersiblings(preceding=True):
        depth += statements.step(book.of_mark(element), "macro", "call")
    return depth > 0


def _include_one_of(
    draft: Draft, expression: str, mark: Element, story: str, tag: Tag, *, section: str, work: Compilation
) -> None:
    """Put in an inclusion whose name the data decides: every name of `work.includes`, each under its condition."""

    def put(kind: str, body: str) -> None:
        mark.addprevious(work.book.mark(work.book.add(Tag(kind, "p", body, tag.source, tag.place))))

    if not work.includes:  # a document that has no annexes: an error only if it is asked for one
        put("{", f"({expression})|nd_unknown_include")
        return
    variable = f"nd_included_{len(work.book.tags)}"
    put("%", f"set {variable} = ({expression})")
    for number, name in enumerate(dict.fromkeys(work.includes)):
        put("%", f"{'elif' if number else 'if'} {variable} == {name!r}")
        for node in _included(draft, name, mark, story, tag, section=section, work=work):
            mark.addprevious(node)
    put("%", "else")
    put("{", f"{variable}|nd_unknown_include")
    put("%", "endif")


def _included(
    draft: Draft, name: str, mark: Element, story: str, tag: Tag, *, section: str | None, work: Compilation
) -> list[Element]:
    """The elements of an included document for the place of `mark`; with a section of its own, between its two ends."""
    part = compose(name, work, tag.place) if work.brings(FILE, tag) else None
    if part is None or not work.brings(sum(1 for _ in part.body.iter()), tag):
        return []
    drop_block_marks(part, work.book)
    content = content_of(part.body)
    last = part.body.find(q("sectPr"))
    own = section == "with" or (section is None and _needs_section(content, last, mark))
    if not own or last is None:
        drop_sections(content)
        ContentCopier(part, draft, PurePath(part.file).stem).adapt(content, None, story)
        return content
    for name_ in ("titlePg", "pgNumType"):
        for element in last.findall(q(name_)):
            if name_ == "titlePg" or element.get(q("start")) is not None:
                last.remove(element)
    ContentCopier(part, draft, PurePath(part.file).stem).adapt([*content, last], None, story)
    begin = work.book.mark(work.book.add(Tag(SECTION_BREAK, "p", "", tag.source, tag.place)))
    return [begin, *content, last]


def _needs_section(content: list[Element], last: Element | None, mark: Element) -> bool:
    """Whether a document named in quotes brings its section: its page is of another size, or it has several."""
    if any(True for node in content if isinstance(node.tag, str) for _ in node.iter(q("sectPr"))):
        return True
    following = mark.getparent().findall(q("sectPr"))
    around = following[-1] if following else None
    return last is not None and around is not None and _page(last) != _page(around)


def _page(section: Element) -> tuple[str, str]:
    size = section.find(q("pgSz"))
    return (size.get(q("w")), size.get(q("h"))) if size is not None else ("", "")


# ------------------------------------------------------------------------------------------ macros of other files


def _resolve_imports(draft: Draft, work: Compilation) -> None:
    """`import "x.docx" as m`, `from "x.docx" import a, b as c`: the macros of a document under the names asked for."""
    for word in ("import", "from"):
        for mark, tag, story in _marks(draft, work.book, word):
            found = statements.import_of(tag)
            if found is None:
                work.book.problems.append(
                    codes.TAG_SYNTAX.at(
                        tag.place, "import не прочитан", hint='{%p import "macros.docx" as m %}', text=tag.source
                    )
                )
            else:
                _import(draft, mark, tag, story, found, work)
            mark.getparent().remove(mark)


def _import(draft: Draft, mark: Element, tag: Tag, story: str, found: statements.Import, work: Compilation) -> None:
    first_number = len(work.book.tags)
    part = compose(found.file, work, tag.place) if work.brings(IMPORT, tag) else None
    if part is None:
        return
    macros = _macros_of(part, work.book)
    prefix = f"m{first_number}_"
    renamed = {name: prefix + name for name in macros}
    for own in work.book.tags[first_number:]:
        own.body = _rename(own.body, renamed)
    wanted = {f"{found.alias}.{name}": renamed[name] for name in macros} if found.alias else {}
    for name, alias in found.names:
        if name in renamed:
            wanted[alias] = renamed[name]
        else:
            hint = perhaps(name, macros) or f"есть макросы: {', '.join(macros)}"
            work.book.problems.append(
                codes.UNKNOWN_NAME.at(tag.place, f"нет макроса «{name}»", hint=hint, text=tag.source)
            )
    work.checker.macros |= {*wanted, *renamed.values()}
    for own, _ in tags_in_order(draft.trees[story], work.book):
        own.body = _rename(own.body, wanted)
    kept = _definitions(part, work.book)
    ContentCopier(part, draft, PurePath(part.file).stem).adapt(kept, None, story)
    for node in kept:
        mark.addprevious(node)


def _macros_of(part: Draft, book: TagBook) -> list[str]:
    return [name for _, tag, _ in _marks(part, book, "macro") if (name := statements.macro_of(tag))]


def _rename(body: str, names: dict[str, str]) -> str:
    """Replace names of macros in the body of a tag, where they are called or defined; strings are left alone."""
    pieces, position = [], 0
    for string in re.finditer(r"\"[^\"]*\"|'[^']*'", body):
        pieces += [_rename_code(body[position : string.start()], names), string[0]]
        position = string.end()
    return "".join([*pieces, _rename_code(body[position:], names)])


def _rename_code(code: str, names: dict[str, str]) -> str:
    for name, new in names.items():
        code = re.sub(rf"(?<![\w.]){re.escape(name)}(?=\s*\()", new, code)
    return code


def _definitions(part: Draft, book: TagBook) -> list[Element]:
    """The macros and `set` of a document, which are all that an import brings."""
    kept, depth = [], 0
    for element in content_of(part.body):
        tag = book.of_mark(element)
        word = tag.word if tag is not None and tag.kind == "%" else ""
        if depth or word in {"macro", "set"}:
            kept.append(element)
        depth += statements.step(tag, "macro", "set")
    return kept
