"""What a misspelt name was meant to be."""

from __future__ import annotations

import pytest

from nastav_docs.diagnostics import did_you_mean, nearest, perhaps

KNOWN = ["order", "number", "title", "Наименование"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("numbr", "number"),
        ("оrdеr", "order"),  # Russian «о» and «е»
        ("Haименование", "Наименование"),  # Latin «H» and «a»
        ("Наименованее", "Наименование"),
        ("zzz", ""),
    ],
)
def test_the_nearest_name_is_found_whatever_keyboard_it_was_typed_on(written: str, meant: str) -> None:
    assert nearest(written, KNOWN) == meant


def test_one_name_in_two_sentences() -> None:
    assert perhaps("numbr", KNOWN) == "возможно, «number»"
    assert did_you_mean("numbr", KNOWN) == "Может быть, «number»?"


def test_a_key_in_russian_letters_is_told_of_in_the_settings_as_in_a_template() -> None:
    """The settings said «Может быть, «order»?» of a key that looks just like it."""
    told = "в имени русские буквы, похожие на латинские: наберите «order» латиницей"
    assert perhaps("оrdеr", KNOWN) == told
    assert did_you_mean("оrdеr", KNOWN) == f"В{told[1:]}."


def test_where_no_name_is_near_the_settings_list_what_there_is() -> None:
    assert perhaps("zzz", KNOWN) == ""
    assert did_you_mean("zzz", ["order", "title"]) == "Есть: order, title."
    assert did_you_mean("zzz", [f"x{n}" for n in range(20)]).endswith("x11 ….")
    assert did_you_mean("zzz", []) == ""
