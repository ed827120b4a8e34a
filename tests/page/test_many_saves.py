"""Two tabs and a person with a text editor work on one file at once: nothing is lost, no other line changes."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from nastav_docs.authoring import start
from nastav_docs.config import YamlMapping, YamlScalar, YamlSequence, plain_data, read_bytes
from nastav_docs.config.yaml_edits import folded
from nastav_docs.files import digest
from nastav_docs.page.workspace import Workspace

# What a clerk types, and what YAML could take for its own.
WORDS = st.text(st.sampled_from("Аяе 0123.,:#-–«»\"'[]{}&*!|>%@`?=\\/№"), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
FieldPath = tuple[str | int, ...]


def scalars(node: object, path: FieldPath = ()) -> list[tuple[FieldPath, YamlScalar]]:
    """Every text of a tree that a form shows as one field, with its path."""
    if isinstance(node, YamlScalar):
        return [(path, node)]
    if isinstance(node, YamlMapping):
        return [found for key, value in node.entries.items() for found in scalars(value, (*path, key))]
    if isinstance(node, YamlSequence):
        return [found for number, value in enumerate(node.items) for found in scalars(value, (*path, number))]
    return []


def with_value(data: Any, path: FieldPath, text: str) -> Any:  # noqa: ANN401  plain data of YAML
    """Plain data with one other value."""
    if not path:
        return folded(text)
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [with_value(one, rest, text) if number == step else one for number, one in enumerate(data)]
    return {**data, step: with_value(data[step], rest, text)}


class TwoTabsAndAnEditor(RuleBasedStateMachine):
    """`texts` and `known` are what each tab was opened with; `expected` is what the file must say."""

    @initialize()
    def open_all(self) -> None:
        """A new district, opened in two tabs."""
        self.temporary = TemporaryDirectory()
        self.folder = Path(self.temporary.name) / "район"
        start(self.folder, registry=False)
        self.file = self.folder / "district.yaml"
        self.work = Workspace(self.folder, self.folder / "out")
        self.expected = plain_data(self.tree())
        self.tabs = [self.file.read_bytes()] * 2
        self.hand = 0

    def teardown(self) -> None:
        """Nothing is left."""
        if hasattr(self, "temporary"):
            self.work.close()
            self.temporary.cleanup()

    def tree(self) -> YamlMapping:
        """The file as it is now."""
        found = read_bytes(self.file.read_bytes(), "district.yaml")[0]
        assert found is not None
        return found

    @rule(tab=st.integers(0, 1), pick=st.integers(0, 10_000), text=WORDS)
    def save(self, tab: int, pick: int, text: str) -> None:
        """A value is changed in a tab and saved: written where the tab knows the file, else refused."""
        before = self.file.read_bytes()
        shown = read_bytes(self.tabs[tab], "district.yaml")[0]
        fields = [
            (path, node) for path, node in scalars(shown) if path[0] in {"district", "authority", "order", "people"}
        ]
        path, node = fields[pick % len(fields)]
        name = json.dumps(path, ensure_ascii=False)
        saved = self.work.save({f"v{name}": text, f"w{name}": node.text}, digest(self.tabs[tab]))
        after = self.file.read_bytes()
        if self.tabs[tab] != before:
            assert not saved.done
            assert [one.message[:28] for one in saved.problems] == ["Файл «district.yaml» изменил"]
            assert after == before
        elif saved.done and text != node.text:
            self.expected = with_value(self.expected, path, text)
            self.only_the_value_has_changed(before, after, node)
        else:
            assert after == before  # a text that cannot be written in place is refused whole
        self.tabs[tab] = self.file.read_bytes()

    def only_the_value_has_changed(self, before: bytes, after: bytes, node: YamlScalar) -> None:
        """Lines that go are those of the value; comments stay, also that behind the value."""
        old, new = before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True)
        lines = {one.place.line for _, one in scalars(read_bytes(before, "")[0])}
        following = min((line for line in lines if line > node.place.line), default=len(old) + 1)
        for tag, begins, ends, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                assert begins + 1 >= node.place.line - 1
                assert ends < following + (begins == ends)
        for line in old:
            if "#" in line and line.lstrip().startswith("#"):
                assert line in new

    @rule()
    def edit_by_hand(self) -> None:
        """Somebody adds a comment in a text editor: the tabs do not know."""
        self.hand += 1
        self.file.write_bytes(self.file.read_bytes() + f"# от руки {self.hand}\n".encode())

    @rule(tab=st.integers(0, 1))
    def reload(self, tab: int) -> None:
        """A tab is opened anew."""
        self.tabs[tab] = self.file.read_bytes()

    @invariant()
    def the_file_says_what_was_saved(self) -> None:
        """Every save that was told to be done is there, and every line written by hand."""
        if hasattr(self, "expected"):
            assert plain_data(self.tree()) == self.expected
            text = self.file.read_text("utf-8")
            assert all(f"# от руки {number}\n" in text for number in range(1, self.hand + 1))


TwoTabsAndAnEditor.TestCase.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
test_two_tabs_and_an_editor = TwoTabsAndAnEditor.TestCase
