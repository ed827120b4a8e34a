"""From the schema of the settings and the tree of YAML to the fields of a form: labels, hints, values, empty rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import Config, YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import YamlNode

Path = tuple[str | int, ...]
NEW: Final = "+"  # the key of an entry that the form adds, until a person names it
DEPTH: Final = 3  # how deep below what is written empty fields are offered
LONG: Final = 70  # signs from which a text gets a field of several lines
MOST_SHARED: Final = 15  # entries of a lower layer that are shown among the own: of some thirty acts none
FIRST: Final = 4  # properties of a new entry that are shown at once
# What a text names, for its case forms, by the last steps of its path.
DECLINED: Final = (
    (re.compile(r"^people/[^/]+/name$"), "person"),
    (re.compile(r"^people/[^/]+/title$"), ""),
    (re.compile(r"^people/[^/]+/position$"), "job"),
    (re.compile(r"^authority/name$"), "org"),
    (re.compile(r"^district/name$"), "municipality"),
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One value: `kind` is text, long, choice or list (a line for each of its texts); `declined` what it names."""

    path: Path
    label: str
    hint: str
    value: str = ""
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    declined: str | None = None
    shared: bool = False
    required: bool = False

    @property
    def name(self) -> str:
        """The name of the field in the form."""
        return json.dumps(self.path, ensure_ascii=False)

    @property
    def css_id(self) -> str:
        """An id for labels and hints."""
        return "f-" + re.sub(r"[^\w-]", "-", "-".join(map(str, self.path)))


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields under one heading: `items` are written already or asked first, `more` may be filled in too.

    `adds`: it is an entry that does not exist yet, whose key or row the form makes; `keyed` asks for the key.
    `removable`: the whole entry may go.
    """

    path: Path
    label: str
    hint: str
    items: tuple[FormItem, ...] = ()
    more: tuple[FormItem, ...] = ()
    adds: bool = False
    keyed: bool = False
    removable: bool = False
    shared: bool = False

    @property
    def name(self) -> str:
        """The name by which the form knows the entry."""
        return json.dumps(self.path, ensure_ascii=False)

    @property
    def summary(self) -> str:
        """What a folded entry is called: its label, else its first text."""
        texts = (item.value for item in self.items if isinstance(item, FormField) and item.path[-1] != "id")
        return " – ".join(filter(None, (self.label, next((text for text in texts if text.strip("_ ")), ""))))

    @property
    def is_row(self) -> bool:
        """Whether all of it is plain fields, so that it may be a row of a table."""
        return all(isinstance(item, FormField) for item in self.items)


@dataclass(frozen=True, slots=True)
class FormTable:
    """Entries of a list as rows under common headings; the last row is empty and adds one."""

    path: Path
    label: str
    hint: str
    columns: tuple[str, ...]
    rows: tuple[FormGroup, ...]


FormItem = FormField | FormGroup | FormTable


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Config.model_json_schema()


def sections() -> tuple[tuple[str, str], ...]:
    """The keys of the settings with what each is, in the order of the model."""
    return tuple((key, label_of(key, found)[0]) for key, found in _schema()["properties"].items())


def form_of(tree: YamlMapping, key: str, own: str) -> FormItem | None:
    """The form of one section of the settings; `own` is the file whose values are the district's own."""
    schema = _schema()["properties"].get(key, {})
    node = tree.entries.get(key)
    return _Maker(own).item((key,), schema, node, required=False, depth=0)


def label_of(key: str, schema: Mapping[str, Any]) -> tuple[str, str]:
    """A label and a hint from the description of a property: «Номер; пусто, пока …» is «Номер» and the whole."""
    text = str(schema.get("description", "")).replace('""', "пусто")  # «""» is YAML's word, a form has an empty field
    if not text:
        text = next((str(one["description"]) for one in _variants(schema) if one.get("description")), "")
    head = re.split(r"[:;(]", text, maxsplit=1)[0].strip()
    head = head.removesuffix(".") if head.count(".") == 1 else head
    return (head or key), (text if text.removesuffix(".") != head.removesuffix(".") else "")


def _variants(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The ways in which a value may be written: references followed, `anyOf` flattened, null left out."""
    if "$ref" in schema:
        return _variants(_schema()["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in schema:
        return [one for option in schema["anyOf"] for one in _variants(option)]
    return [] if schema.get("type") == "null" else [schema]


def _text_variant(variants: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    scalars = ("string", "integer", "number", "boolean")
    return next((one for one in variants if one.get("type") in scalars or "enum" in one), None)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the items of a form; `own` is the file of the district's own values."""

    own: str

    def item(
        self, path: Path, schema: Mapping[str, Any], node: YamlNode | None, *, required: bool, depth: int
    ) -> FormItem | None:
        """The field, group or table of a value; None where nothing is written and nothing can be offered."""
        variants = _variants(schema)
        if isinstance(node, YamlScalar):
            return self._field(path, schema, node, required=required)
        if isinstance(node, YamlSequence):
            return self._sequence(path, schema, node, depth)
        record = next((one for one in variants if one.get("properties")), None)
        entries = next((one for one in variants if isinstance(one.get("additionalProperties"), dict)), None)
        array = next((one for one in variants if one.get("type") == "array"), None)
        if isinstance(node, YamlMapping):
            if record is not None:
                return self._record(path, schema, record, node, depth=depth)
            return self._entries(path, schema, (entries or {}).get("additionalProperties", {}), node, depth)
        if _text_variant(variants) is not None:
            return self._field(path, schema, None, required=required)
        if depth > DEPTH:
            return None
        if array is not None:
            return self._sequence(path, schema, None, depth)
        if record is not None:
            return self._record(path, schema, record, None, depth=depth)
        return None if entries is None else self._entries(path, schema, entries["additionalProperties"], None, depth)

    def _shared(self, node: YamlNode | None) -> bool:
        return node is not None and node.place.file != self.own

    def _field(self, path: Path, schema: Mapping[str, Any], node: YamlScalar | None, *, required: bool) -> FormField:
        label, hint = label_of(str(path[-1]), schema)
        value = "" if node is None or node.is_null else node.text
        variants = _variants(schema)
        options: tuple[tuple[str, str], ...] = ()
        choice = next((one for one in variants if "enum" in one), None)
        if choice is not None and len(variants) == 1:
            options = tuple((str(one), str(one)) for one in choice["enum"])
        elif any(one.get("type") == "boolean" for one in variants):
            options = (("да", "да"), ("нет", "нет"))
            value = {"true": "да", "yes": "да", "false": "нет", "no": "нет"}.get(value.lower(), value)
        if options and value and value not in {one for one, _ in options}:
            options = (*options, (value, value))
        kind = "choice" if options else "long" if len(value) > LONG or "\n" in value else "text"
        place = "/".join(map(str, path))
        declined = next((kind for pattern, kind in DECLINED if pattern.match(place)), None)
        return FormField(path, label, hint, value, kind, options, declined, self._shared(node), required)

    def _record(
        self, path: Path, schema: Mapping[str, Any], record: Mapping[str, Any], node: YamlMapping | None, *, depth: int
    ) -> FormGroup:
        """The fields of a record: what is written and what must be, then what may be added."""
        label, hint = label_of(str(path[-1]), schema) if isinstance(path[-1], str) else ("", "")
        required = set(record.get("required", ()))
        written = {} if node is None else node.entries
        items: list[FormItem] = []
        more: list[FormItem] = []
        for number, (key, one) in enumerate(record["properties"].items()):
            made = self.item((*path, key), one, written.get(key), required=key in required, depth=depth + 1)
            first = key in written or key in required or (node is None and number < FIRST)
            own_name = not (key == "id" and self._shared(node))  # by it a row of a lower layer is changed
            if made is not None and own_name:
                (items if first else more).append(made)
        for key, value in written.items():
            if key not in record["properties"]:
                made = self.item((*path, key), {}, value, required=False, depth=depth + 1)
                items += () if made is None else (made,)
        return FormGroup(path, label, hint, tuple(items), tuple(more), shared=self._shared(node))

    def _entries(
        self, path: Path, schema: Mapping[str, Any], of: Mapping[str, Any], node: YamlMapping | None, depth: int
    ) -> FormGroup:
        """The entries of a mapping by their keys, and an empty one more."""
        label, hint = label_of(str(path[-1]), schema)
        items: list[FormItem] = []
        written = {} if node is None else dict(node.entries)
        shared = [key for key, value in written.items() if self._shared(value)]
        if len(shared) > MOST_SHARED:
            hint = f"{hint} Показаны свои; в общей программе их ещё {len(shared)}."
            written = {key: value for key, value in written.items() if key not in shared}
        for key, value in written.items():
            made = self.item((*path, key), of, value, required=False, depth=depth + 1)
            if isinstance(made, FormGroup):
                items.append(_called(made, key, removable=True))
            elif isinstance(made, FormField):
                items.append(_named(made, key))
        empty = self.item((*path, NEW), of, None, required=False, depth=depth + 1)
        if isinstance(empty, FormGroup):
            items.append(FormGroup(empty.path, "", "", empty.items, empty.more, adds=True, keyed=True))
        elif isinstance(empty, FormField):
            items.append(FormGroup((*path, NEW), "", "", (_named(empty, "Текст"),), adds=True, keyed=True))
        return FormGroup(path, label, hint, tuple(items), shared=self._shared(node))

    def _sequence(
        self, path: Path, schema: Mapping[str, Any], node: YamlSequence | None, depth: int
    ) -> FormItem | None:
        label, hint = label_of(str(path[-1]), schema)
        array = next((one for one in _variants(schema) if one.get("type") == "array"), {})
        of = array.get("items", {})
        nodes = () if node is None else node.items
        variants = _variants(of)
        record = next((one for one in variants if one.get("properties")), None)
        if record is None and all(isinstance(one, YamlScalar) for one in nodes):
            value = "\n".join(one.text for one in nodes if isinstance(one, YamlScalar))
            return FormField(path, label, hint, value, "list", shared=self._shared(node))
        if record is None:
            return None
        groups = list(self._rows(path, of, record, nodes, depth))
        mappings = [one for one in nodes if isinstance(one, YamlMapping)]
        in_full = all(set(one.entries) <= set(record["properties"]) for one in mappings)  # no `{deadline: Срок}`
        if in_full and len(mappings) == len(nodes) and all(group.is_row for group in groups):
            return _as_table(path, label, hint, groups)
        return FormGroup(path, label, hint, tuple(groups), shared=self._shared(node))

    def _rows(
        self, path: Path, of: Mapping[str, Any], record: Mapping[str, Any], nodes: tuple[YamlNode, ...], depth: int
    ) -> Iterator[FormGroup]:
        """The entries of a list, and an empty one more."""
        for number, one in enumerate(nodes):
            here = (*path, number)
            if isinstance(one, YamlMapping):
                made = self._record(here, of, record, one, depth=depth + 1)
                yield _called(made, "", removable=True)
            elif isinstance(one, YamlScalar):
                text = FormField(here, "Текст", "", one.text, "long", shared=self._shared(one))
                yield FormGroup(here, "", "", (text,), removable=True, shared=self._shared(one))
        if depth <= DEPTH:
            empty = self._record((*path, len(nodes)), of, record, None, depth=depth + 2)
            plain = tuple(item for item in (*empty.items, *empty.more) if isinstance(item, FormField))
            yield FormGroup(empty.path, "", "", plain[: FIRST + 2], plain[FIRST + 2 :], adds=True)


def _called(group: FormGroup, label: str, *, removable: bool) -> FormGroup:
    return FormGroup(
        group.path,
        label,
        group.hint if label else "",
        group.items,
        group.more,
        removable=removable,
        shared=group.shared,
    )


def _named(field: FormField, label: str) -> FormField:
    return FormField(
        field.path, label, field.hint, field.value, field.kind, field.options, field.declined, field.shared
    )


def _as_table(path: Path, label: str, hint: str, groups: list[FormGroup]) -> FormTable:
    """Rows under common headings: a row has an empty field where another one has a text."""
    keys: dict[Any, str] = {}
    for group in groups:
        if not group.adds:
            keys |= {item.path[-1]: item.label for item in group.items if isinstance(item, FormField)}
    keys = keys or {
        item.path[-1]: item.label for group in groups for item in group.items if isinstance(item, FormField)
    }
    rows = []
    for group in groups:
        fields = {item.path[-1]: item for item in (*group.items, *group.more)}
        cells = tuple(fields.get(key) or FormField((*group.path, key), title, "") for key, title in keys.items())
        rest = tuple(item for key, item in fields.items() if key not in keys)
        rows.append(
            FormGroup(group.path, "", "", cells, rest, adds=group.adds, removable=group.removable, shared=group.shared)
        )
    return FormTable(path, label, hint, tuple(keys.values()), tuple(rows))
