"""What became of each document of a build."""

from __future__ import annotations

from nastav_docs.builder.done_documents import DoneDocuments


def test_paths_come_in_the_order_in_which_they_were_noted() -> None:
    done = DoneDocuments()
    done.add("written", ("s-2/Приказ.docx", "s-2/Письмо.docx"), "s-2")
    done.add("unchanged", ("s-1/Приказ.docx",), "s-1")
    done.add("written", ("Письмо.docx",), "")
    assert "s-2/Письмо.docx" in done
    assert (done.school("s-2/Письмо.docx"), done.school("Письмо.docx"), done.school("s-3/Приказ.docx")) == (
        "s-2",
        "",
        None,
    )
    assert done.take() == {
        "written": ("s-2/Приказ.docx", "s-2/Письмо.docx", "Письмо.docx"),
        "unchanged": ("s-1/Приказ.docx",),
        "kept": (),
    }
    assert done.take() == {"written": (), "unchanged": (), "kept": ()}


def test_a_path_is_of_one_outcome_alone() -> None:
    done = DoneDocuments()
    done.add("unchanged", ("s-1/Приказ.docx",), "s-1")
    done.add("written", ("s-1/Приказ.docx",), "s-1")
    assert done.take() == {"written": ("s-1/Приказ.docx",), "unchanged": (), "kept": ()}
