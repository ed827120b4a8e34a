"""An annex that several orders have at the same place is one document, with what was found in it."""

from __future__ import annotations

from nastav_docs.papers import documents_of, package_of
from nastav_docs.papers.read_text import paper_of_text

ORDER = """ПРИКАЗ

02.11.2020 № 235

О наставничестве

ПРИКАЗЫВАЮ:

1. {clause}

Начальник Н.В. Кравец

Приложение к приказу от 02.11.2020 № 235

План

Собрать базу до 09.11.2020.
"""


def order(clause: str) -> str:
    return ORDER.format(clause=clause)


def test_the_annex_of_another_order_is_known_again() -> None:
    one, other = (documents_of(paper_of_text(order(text), "приказ")) for text in ("Утвердить план.", "Принять план."))
    assert [document.kind for document in one] == ["order", "annex"]
    assert one[0] is not other[0]
    assert one[1] is other[1]


def test_an_annex_at_another_place_or_of_another_file_is_another_document() -> None:
    first = documents_of(paper_of_text(order("Утвердить план."), "приказ"))[1]
    lower = documents_of(paper_of_text(order("Утвердить план.\n\n2. Исполнить."), "приказ"))[1]
    elsewhere = documents_of(paper_of_text(order("Утвердить план."), "другой приказ"))[1]
    changed = documents_of(paper_of_text(order("Утвердить план.").replace("базу", "банк"), "приказ"))[1]
    assert len({id(first), id(lower), id(elsewhere), id(changed)}) == 4


def test_a_package_that_has_a_document_twice_has_two_documents() -> None:
    papers = [paper_of_text(order("Утвердить план."), "приказ") for _ in range(2)]
    documents = package_of(papers).documents
    assert documents[0] == documents[2]
    assert len({id(document) for document in documents}) == 4
