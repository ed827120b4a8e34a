"""Check that every statement with an end has it, and that both stand where they can be carried out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import perhaps
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


def check_balance(part: TemplatePart, book: TagBook) -> None:
    """Report every statement without its end, every end without its start, and those that stand in different places."""
    stack: list[tuple[Tag, str, str]] = []
    for tag, path in tags_in_order(part.root, book):
        if tag.kind != "%":
            continue
        word = tag.word
        if word in statements.PROPERTIES:
            continue
        if tag.body == "if loop.first" and "if" not in tag.source and not any(s[1] == "for" for s in stack):
            book.problems.append(
                codes.CELL_TAG.at(
                    tag.place,
                    "объединять нечего: ячейка стоит вне цикла",
                    hint="поставьте метку в строку между {%tr for … %} и {%tr endfor %}",
                    text=tag.source,
                )
            )
        if statements.opens(tag):
            stack.append((tag, word, path))
        elif word in statements.MIDDLE or statements.closes(tag):
            _close(tag, path, stack, book)
        elif word in statements.DOCUMENTS:
            _check_document(tag, book)
        elif word not in statements.KNOWN:
            _report_unknown_word(tag, book)
    for tag, word, _ in stack:
        book.problems.append(
            codes.BLOCK_UNBALANCED.at(
                tag.place,
                f"у «{word}» нет конца «end{word}»",
                hint=f"допишите {{%{tag.level} end{word} %}}",
                text=tag.source,
            )
        )


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


def _close(tag: Tag, path: str, stack: list[tuple[Tag, str, str]], book: TagBook) -> None:
    """Report an end or an `else` that does not fit the statement opened last.

    `stack` are the open ones with their paths.
    """
    word = tag.word
    wanted = statements.MIDDLE.get(word, (statements.closes(tag),))
    if not stack or stack[-1][1] not in wanted:
        inside = f"; здесь открыт «{stack[-1][1]}» ({stack[-1][0].place.words})" if stack else ""
        book.problems.append(
            codes.BLOCK_UNBALANCED.at(
                tag.place,
                f"«{word}» без своего начала{inside}",
                hint=_order_hint(tag, wanted, stack),
                text=tag.source,
            )
        )
        if statements.closes(tag) and any(s[1] in wanted for s in stack):
            while stack.pop()[1] not in wanted:
                pass
        elif statements.closes(tag) and stack:
            stack.pop()  # «endif» for «endfor»: one slip, told once
        return
    start, _, where = stack[-1]
    if start.level != tag.level:
        book.problems.append(
            codes.BLOCK_CROSSES.at(
                tag.place,
                f"начало записано {_LEVELS[start.level]}, а «{word}» — {_LEVELS[tag.level]}",
                hint=f"напишите {{%{start.level} {tag.body} %}}; начало: {start.source} ({start.place.words})",
                text=tag.source,
            )
        )
    elif where != path:
        own_paragraph = "; между абзацами пишут {%p … %}, каждую метку в своём абзаце" if tag.level == "" else ""
        book.problems.append(
            codes.BLOCK_CROSSES.at(
                tag.place,
                f"начало и «{word}» стоят в разных местах: {start.place.words} и {tag.place.words}",
                hint=f"поставьте обе метки в один и тот же абзац, таблицу или ячейку{own_paragraph}",
                text=tag.source,
            )
        )
    if statements.closes(tag):
        stack.pop()


def _order_hint(tag: Tag, wanted: tuple[str, ...], stack: list[tuple[Tag, str, str]]) -> str:
    """What to write instead of an end whose start is nowhere; where it is further out, the order is wrong."""
    if stack and statements.closes(tag) and not any(s[1] in wanted for s in stack):
        return f"возможно, «end{stack[-1][1]}»"
    return "проверьте порядок: последним начат — первым закончен"


def _report_unknown_word(tag: Tag, book: TagBook) -> None:
    if not tag.body:
        return  # an empty tag is told with the expressions
    if tag.word.lower() in {*statements.KNOWN, "p", "tr", "tc", "r"} and tag.word != tag.word.lower():
        message = f"заглавная буква в «{tag.word}»: Word сделал её в начале предложения"
        hint = f"напишите «{tag.word.lower()}» (после автозамены нажмите Ctrl+Z)"
        book.problems.append(codes.TAG_SYNTAX.at(tag.place, message, hint=hint, text=tag.source))
        return
    book.problems.append(
        codes.TAG_SYNTAX.at(
            tag.place,
            f"неизвестное слово «{tag.word or tag.body[:20]}»",
            hint=perhaps(tag.word, statements.KNOWN) or "так начинаются for, if, set, macro, block, include",
            text=tag.source,
        )
    )
