"""Check that every statement with an end has it, and that both stand where they can be carried out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics import nearest, perhaps
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Element, q
from nastav_docs.template.markup import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.template.markup.tags import Tag, TagBook, TemplatePart

_LEVELS = {"": "внутри абзаца", "p": "«p»", "tr": "«tr»", "tc": "«tc»", "r": "«r»"}

# ---------------------------------------------------------------------------------------------------------- balance


def tags_in_order(root: Element, book: TagBook) -> Iterator[tuple[Tag, str]]:
    """The tags of a part in the order of the text, each with the XPath of the paragraph, row or body that holds it."""
    tree = root.getroottree()
    pattern = re.compile(rf"{book.key}:(\d+);")
    for element in root.iter():
        tag = book.of_mark(element)
        if tag is not None:
            yield tag, tree.getpath(element.getparent())
        elif element.tag == q("t") and book.key in (element.text or ""):
            path = tree.getpath(element.getparent().getparent())
            for number in pattern.findall(element.text):
                yield book.tags[int(number)], path


class _Opened(NamedTuple):
    """A statement that has no end yet: its tag, its word, the path of what holds it, its number among the tags."""

    tag: Tag
    word: str
    path: str
    number: int


@dataclass(slots=True)
class _Balance:
    """The statements that are open where a walk over the tags of a part has come to, the outermost first.

    `unread` are the numbers of tags whose word nobody knows: each may be the end or the start that another tag lacks,
    and one slip of the pen is told once.
    """

    book: TagBook
    stack: list[_Opened] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    @property
    def ends(self) -> list[str]:
        """The ends that are still to come, the next one first."""
        return [f"end{opened.word}" for opened in reversed(self.stack)]


def check_balance(part: TemplatePart, book: TagBook) -> None:
    """Report every statement without its end, every end without its start, and those that stand in different places."""
    walk = _Balance(book)
    for number, (tag, path) in enumerate(tags_in_order(part.root, book)):
        word = tag.word
        if tag.kind != "%" or word in statements.PROPERTIES:
            continue
        _check_merging(tag, walk)
        if statements.opens(tag):
            walk.stack.append(_Opened(tag, word, path, number))
        elif word in statements.MIDDLE or statements.closes(tag):
            _close(tag, path, walk)
        elif word in statements.DOCUMENTS:
            _check_document(tag, book)
        elif word not in statements.KNOWN:
            _report_unknown_word(tag, walk, number)
    _report_endless(walk)


def _check_merging(tag: Tag, walk: _Balance) -> None:
    """Report a tag that merges the cells of a loop and stands in none."""
    if tag.body != "if loop.first" or "if" in tag.source or any(opened.word == "for" for opened in walk.stack):
        return
    walk.book.problems.append(
        codes.CELL_TAG.at(
            tag.place,
            "объединять нечего: ячейка стоит вне цикла",
            hint="поставьте метку в строку между {%tr for … %} и {%tr endfor %}",
            text=tag.source,
        )
    )


def _report_endless(walk: _Balance) -> None:
    """Report the statements that have no end, but for those whose end may be a tag that was not understood."""
    told = []
    for tag, word, _, number in reversed(walk.stack):
        if walk.unread and walk.unread[-1] > number:
            walk.unread.pop()
            continue
        message, hint = f"у «{word}» нет конца «end{word}»", f"допишите {{%{tag.level} end{word} %}}"
        told.append(codes.BLOCK_UNBALANCED.at(tag.place, message, hint=hint, text=tag.source))
    walk.book.problems += reversed(told)


def _check_document(tag: Tag, book: TagBook) -> None:
    """Report `include`, `extends` and the like that do not stand in a paragraph of their own."""
    if tag.level != "p":
        book.problems.append(
            codes.MISPLACED.at(
                tag.place,
                f"«{tag.word}» стоит в своём отдельном абзаце",
                hint=f"напишите {{%p {tag.body} %}} отдельным абзацем",
                text=tag.source,
            )
        )


def _close(tag: Tag, path: str, walk: _Balance) -> None:
    """Report an end or an `else` that does not fit the statement opened last."""
    stack, book = walk.stack, walk.book
    wanted = statements.MIDDLE.get(tag.word, (statements.closes(tag),))
    if not stack or stack[-1].word not in wanted:
        _without_start(tag, wanted, walk)
        return
    start, _, where, _ = stack[-1]
    if start.level != tag.level:
        book.problems.append(
            codes.BLOCK_CROSSES.at(
                tag.place,
                f"начало записано {_LEVELS[start.level]}, а «{tag.word}» — {_LEVELS[tag.level]}",
                hint=f"напишите {{%{start.level} {tag.body} %}}; начало: {start.source} ({start.place.words})",
                text=tag.source,
            )
        )
    elif where != path:
        own_paragraph = "; между абзацами пишут {%p … %}, каждую метку в своём абзаце" if tag.level == "" else ""
        book.problems.append(
            codes.BLOCK_CROSSES.at(
                tag.place,
                f"начало и «{tag.word}» стоят в разных местах: {start.place.words} и {tag.place.words}",
                hint=f"поставьте обе метки в один и тот же абзац, таблицу или ячейку{own_paragraph}",
                text=tag.source,
            )
        )
    if statements.closes(tag):
        stack.pop()


def _without_start(tag: Tag, wanted: tuple[str, ...], walk: _Balance) -> None:
    """Report an end or an `else` whose statement is not the one opened last; a tag not understood may be its start."""
    stack = walk.stack
    within = any(opened.word in wanted for opened in stack)
    ends = bool(statements.closes(tag))
    if not walk.unread:
        inside = f"; здесь открыт «{stack[-1].word}» ({stack[-1].tag.place.words})" if stack else ""
        message = f"«{tag.word}» без своего начала{inside}"
        hint = "проверьте порядок: последним начат — первым закончен"
        if ends and stack and not within:
            hint = f"возможно, «end{stack[-1].word}»"
            stack.pop()  # «endif» for «endfor»: one slip, told once
        walk.book.problems.append(codes.BLOCK_UNBALANCED.at(tag.place, message, hint=hint, text=tag.source))
    elif ends:
        walk.unread.pop()
    if ends and within:
        while stack.pop().word not in wanted:
            pass


def _report_unknown_word(tag: Tag, walk: _Balance, number: int) -> None:
    """Report a word that begins no statement, with the word that was meant; where one is open, an end means its end."""
    book = walk.book
    if not tag.body:
        return  # an empty tag is told with the expressions
    if tag.word.lower() in {*statements.KNOWN, "p", "tr", "tc", "r"} and tag.word != tag.word.lower():
        walk.unread.append(number)
        message = f"заглавная буква в «{tag.word}»: Word сделал её в начале предложения"
        hint = f"напишите «{tag.word.lower()}» (после автозамены нажмите Ctrl+Z)"
        book.problems.append(codes.TAG_SYNTAX.at(tag.place, message, hint=hint, text=tag.source))
        return
    ending = tag.word.startswith("end") and walk.ends
    known = walk.ends if ending else statements.KNOWN
    meant = nearest(tag.word, known) or (walk.ends[0] if ending else "")
    if not meant or meant in statements.OPENERS or meant.startswith("end"):
        walk.unread.append(number)
    message = f"неизвестное слово «{tag.word or tag.body[:20]}»"
    hint = perhaps(tag.word, [meant]) or (f"возможно, «{meant}»" if meant else "")
    hint = hint or "так начинаются for, if, set, macro, block, include"
    book.problems.append(codes.TAG_SYNTAX.at(tag.place, message, hint=hint, text=tag.source))
