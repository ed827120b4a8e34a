"""An issued paper with tracked changes: accepted they give the new text, rejected the old one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import nastav_docs
from nastav_docs.amendments.redline import redline
from nastav_docs.docx import q, read_word_text, text_of
from tests.amendments.test_amend import PLAIN, settings
from tests.amendments.test_applied import changed_text, sentence

if TYPE_CHECKING:
    from nastav_docs.docx import Element

SAYS = {q("t"), q("delText")}


def texts(data: bytes, *, accept: bool | None = None) -> list[str]:
    """The paragraphs of a Word file with its tracked changes accepted or rejected; rows and paragraphs go with them."""
    word = read_word_text(data, "файл")
    assert not isinstance(word, nastav_docs.Diagnostic)
    assert word.body is not None
    if accept is None:
        return [text for p in word.body.iter(q("p")) if (text := text_of(p))]
    gone = q("del") if accept else q("ins")
    found: list[str] = []
    open_text = ""
    for paragraph in word.body.iter(q("p")):
        row = next(paragraph.iterancestors(q("tr")), None)
        if row is not None and row.find(f"{q('trPr')}/{gone}") is not None:
            continue
        open_text += "".join(shown(run, gone) for run in paragraph.iter(q("r")))
        if paragraph.find(f"{q('pPr')}/{q('rPr')}/{gone}") is not None:
            continue  # its mark goes: the next paragraph joins
        if open_text:
            found.append(open_text)
        open_text = ""
    return found


def shown(run: Element, gone: str) -> str:
    """What a run says, «» where its change takes it away."""
    if run.getparent().tag == gone:
        return ""
    return "".join(
        "\t" if one.tag == q("tab") else "-" if one.tag == q("noBreakHyphen") else one.text or ""
        for one in run
        if one.tag in {*SAYS, q("tab"), q("noBreakHyphen")}
    )


@pytest.mark.parametrize("seed", range(6))
def test_accepted_it_is_the_new_paper_rejected_the_old(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same edits each time
    points = [sentence(chance) for _ in range(6)]
    rows = [(sentence(chance, 6), chance.choice(("до 09.11.2020", "ежегодно"))) for _ in range(7)]
    new_points = [
        changed_text(one, chance) if chance.random() < 0.4 else one for one in points if chance.random() > 0.2
    ]
    new_rows = [
        (title, "до 25.05.2021" if chance.random() < 0.3 else day) for title, day in rows if chance.random() > 0.2
    ]
    new_rows.insert(chance.randrange(len(new_rows) + 1), (sentence(chance, 6), "постоянно"))
    new_points.insert(chance.randrange(len(new_points) + 1), sentence(chance))
    old = nastav_docs.render(nastav_docs.load({**PLAIN, **settings(points, rows)}), "order")
    new = nastav_docs.render(nastav_docs.load({**PLAIN, **settings(new_points, new_rows)}), "order")
    marked = redline(old, new, "приказ")
    assert texts(marked, accept=False) == texts(old)
    assert texts(marked, accept=True) == texts(new)


def test_nothing_is_marked_where_nothing_has_changed() -> None:
    data = nastav_docs.render(nastav_docs.load({**PLAIN, **settings(["Исполнить."], [("Пары", "ежегодно")])}), "order")
    marked = redline(data, data, "приказ")
    assert b"w:ins " not in marked
    assert texts(marked) == texts(data)
