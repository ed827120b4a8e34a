"""Check a located tree against the model: pydantic's errors as problems in Russian, each at its place in the YAML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from nastav_docs.config import book_words, yaml_tree
from nastav_docs.config.model import Config
from nastav_docs.config.yaml_mistakes import NO_SPACE_AFTER_COLON, NO_SPACE_AFTER_DASH
from nastav_docs.diagnostics import did_you_mean, nearest, perhaps
from nastav_docs.diagnostics.codes import building, kinds, monitoring
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.russian import likely_date

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Code, Diagnostic, Place

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

FROM_PROGRAMME: Final = frozenset(("order", "letter", "roadmap"))  # sections that a shared programme usually gives
TOLD: Final = 500  # problems of one file: who has more has given another file
CASE_NAMES: Final = (
    "nom – именительный, gen – родительный, dat – дательный, acc – винительный, ins – творительный, prp – предложный"
)


def validate(
    model: type[Model], tree: YamlNode, *, prefix: Path = (), root: type[BaseModel] = Config
) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Build a record of `model` from a tree; None and all that is wrong with it where it does not fit.

    `prefix` is the path at which the record stands in the `root` model, whose descriptions are used in messages.
    """
    duplicates = tuple(_same_ids(tree))
    try:
        built = model.model_validate(frozen_data(tree))
    except ValidationError as error:
        details = error.errors(include_url=False)[:TOLD]
        hollow = {} if prefix or model is not Config else _hollow_sections(details, tree)
        told = [one for one in details if one["type"] != "missing" or one["loc"][0] not in hollow]
        problems = (_problem(detail, tree, prefix, root) for detail in told if not _misspelt(detail, details))
        return None, (*duplicates, *hollow.values(), *dict.fromkeys(problems))
    return (None if duplicates else built), duplicates


def _hollow_sections(details: list[ErrorDetails], tree: YamlNode) -> dict[str | int, Diagnostic]:
    """The papers of a district of which most is missing, as if a programme gave it: each told once, by its name."""
    lacking: dict[str | int, list[str]] = {}
    for detail in details:
        path = detail["loc"]
        if detail["type"] == "missing" and len(path) == 2 and path[0] in FROM_PROGRAMME:  # noqa: PLR2004  section and key
            lacking.setdefault(path[0], []).append(str(path[1]))
    found: dict[str | int, Diagnostic] = {}
    for section, names in lacking.items():
        place = yaml_tree.key_place_at(tree, (section,))
        if len(names) > 1 and not book_words.in_book(place):
            message = f"В разделе «{section}» нет обязательных ключей: {', '.join(names)}."
            hint = "Если раздел приходит из программы, проверьте строку «extends: …»; если он весь здесь, допишите их."
            found[section] = codes.MISSING_KEY.at(place, message, hint=hint, text=str(section))
    return found


def _misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a missing key is there, but misspelt: then only the unknown key is reported."""
    if missing["type"] != "missing":
        return False
    *section, name = missing["loc"]
    unknown = [str(e["loc"][-1]) for e in details if e["type"] == "extra_forbidden" and [*e["loc"][:-1]] == section]
    return any(perhaps(one, [str(name)]) for one in unknown)


def frozen_data(node: YamlNode) -> object:
    """The tree as the data that the strict model accepts: `str`, `tuple`, `dict`."""
    if isinstance(node, yaml_tree.YamlScalar):
        return node.text
    if isinstance(node, yaml_tree.YamlSequence):
        return tuple(frozen_data(item) for item in node.items)
    return {key: frozen_data(value) for key, value in node.entries.items()}


def _same_ids(node: YamlNode) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    if isinstance(node, yaml_tree.YamlSequence):
        seen: dict[str, Place] = {}
        for item in node.items:
            name = yaml_tree.item_id(item)
            if name and name in seen:
                message = f"id «{name}» уже есть у строки списка в {seen[name].line}-й строке файла."
                hint = "Дайте другой id."
                if seen[name].words:
                    message, hint = f"Код «{name}» уже есть: {seen[name].words}.", "Впишите другой код."
                problems.append(codes.SAME_ID.at(item.place, message, hint=hint, text=name))
            elif name:
                seen[name] = item.place
    for child in _children(node):
        problems += _same_ids(child)
    return problems


def _children(node: YamlNode) -> tuple[YamlNode, ...]:
    if isinstance(node, yaml_tree.YamlSequence):
        return node.items
    return tuple(node.entries.values()) if isinstance(node, yaml_tree.YamlMapping) else ()


def _problem(error: ErrorDetails, tree: YamlNode, prefix: Path, root: type[BaseModel]) -> Diagnostic:
    path = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key((*prefix, *path), root, yaml_tree.key_place_at(tree, path), _item_below(path, tree))
    if kind == "missing":
        place = yaml_tree.key_place_at(tree, path[:-1])
        if book_words.in_book(place):
            at = yaml_tree.key_place_at(tree, path)
            if path[-1] == "kind" and path[-3:-2] == ("papers",) and yaml_tree.key_at(tree, path) is None:
                return book_words.paper_missing((*prefix, *path), at, tree)
            if path[-1] == "columns" and path[-3:-2] == ("lists",) and at.words.startswith("лист «Список"):
                return book_words.list_missing((*prefix, *path), at, tree)
            return book_words.missing((*prefix, *path), at, _schema_at((*prefix, *path), root).get("description", ""))
        return _missing_key((*prefix, *path), root, place)
    key, place = yaml_tree.key_place_at(tree, path), yaml_tree.place_at(tree, path)
    if key.file == place.file and key.line < place.line:
        place = key  # what is wrong with a section is shown at its heading, not at its first line
    code, message, hint = _explain(kind, error.get("ctx", {}), _text_at(tree, path), (*prefix, *path))
    if book_words.in_book(place):
        code, message, hint = book_words.KINDS.get(kind) or (code, *(book_words.wrong_kind(kind) or (message, hint)))
        if kind == "person":
            place = yaml_tree.key_at(tree, (*path, "name")) or place
        if kind == "no_title":
            hint = book_words.other_code(path, tree) or hint
    return code.at(place, message, hint=hint, text=_text_at(tree, path))


def _text_at(tree: YamlNode, path: Path) -> str:
    node = yaml_tree.node_at(tree, path)
    return node.text if isinstance(node, yaml_tree.YamlScalar) else ""


def _item_below(path: Path, tree: YamlNode) -> Path:
    """Where the item stands whose id is the last step of a path, below the section that the path ends in; or ()."""
    return next(yaml_tree.paths_of_item(yaml_tree.node_at(tree, path[:-1]), str(path[-1])), ())


def _unknown_key(path: Path, root: type[BaseModel], place: Place, item: Path) -> Diagnostic:
    name, section = str(path[-1]), ".".join(str(step) for step in path[:-1] if isinstance(step, str))
    known = list(_schema_at(path[:-1], root).get("properties", {}))
    where = f" в разделе «{section}»" if section else ""
    hint = did_you_mean(name, known)
    if item:
        written = f"{': {'.join((*map(str, item), name))}: …{'}' * len(item)}"
        hint = f"«{name}» – это id строки списка, пишите её там: {written}."
    return codes.UNKNOWN_KEY.at(place, f"Неизвестный ключ «{name}»{where}.", hint=hint, text=name)


def _missing_key(path: Path, root: type[BaseModel], place: Place) -> Diagnostic:
    name = str(path[-1])
    section = ".".join(str(step) for step in path[:-1] if isinstance(step, str))
    described = _schema_at(path, root).get("description", "")
    where = f" в разделе «{section}»" if section else ""
    hint = f"Допишите «{name}: …»{f' – {described[0].lower()}{described[1:]}' if described else ''}."
    return codes.MISSING_KEY.at(place, f"Нет обязательного ключа «{name}»{where}.", hint=hint, text=name)


WANTED: Final = {
    "string_type": ("Здесь нужен текст.", "Напишите одну строку; список и раздел здесь не читаются."),
    "tuple_type": ("Здесь нужен список.", "Каждую строку списка начните с «- »."),
    "dict_type": ("Здесь нужен раздел «ключ: значение».", ""),
    "mapping_type": ("Здесь нужен раздел «ключ: значение».", ""),
    "model_type": ("Здесь нужен раздел «ключ: значение».", ""),
    "model_attributes_type": ("Здесь нужен раздел «ключ: значение».", ""),
    "bool_type": ("Здесь нужно «да» или «нет».", ""),
    "int_type": ("Здесь нужно целое число.", ""),
    "int_parsing": ("Здесь нужно целое число.", ""),
    "greater_than_equal": ("Число не может быть меньше нуля.", ""),
    "float_type": ("Здесь нужно число.", ""),
    "too_short": ("Здесь нужны два числа: от и до.", "spacing: 1, 1.5"),
    "too_long": ("Здесь нужны два числа: от и до.", "spacing: 1, 1.5"),
    "string_too_short": ("Здесь нужен текст, а стоит пустая строка.", "Исключению нужна причина: почему так надо."),
}


# Kinds of our own validators that need no context.
PLAIN_KINDS: Final[dict[str, tuple[Code, str, str]]] = {
    "person": (
        codes.PERSON_OR_GROUP,
        "Нужно или имя человека (name), или название группы (title).",
        "name: Петрова Анна Ивановна – или title: Руководители МОО.",
    ),
    "incoming": (
        codes.MISSING_KEY,
        "Нужен или ключ акта (act), или номер и дата.",
        "reply_to: {number: 01-33/930, date: 02.11.2020}",
    ),
    "grif": (
        kinds.GRIF,
        "У грифа одно основание: документ (by), протокол (protocol) или человек (person).",
        'approved: [{by: order}] – или {protocol: {number: "3", date: 01.09.2025}}',
    ),
    "empty_order": (codes.EMPTY_ORDER, "В приказе нет ни одного пункта.", "Допишите пункты в «clauses:»."),
    "signature_mark": (
        codes.MISSING_KEY,
        "Отметке об электронной подписи нужны номер сертификата (certificate) и срок его действия (valid).",
        "signature_mark: Петрова.cer, или {certificate: 00A1B2C3, valid: 01.02.2026 … 01.05.2027}, или empty",
    ),
    "certificate_file": (
        building.CERTIFICATE,
        "Сертификат берут из файла .cer (годятся .crt, .der и .pem), а назван другой.",
        "Выгрузите сертификат в файл .cer, без закрытого ключа: signature_mark: Петрова.cer.",
    ),
    "certificate_twice": (
        building.CERTIFICATE,
        "Назван файл сертификата и тут же его данные: что верно, не сказать.",
        "Оставьте file, уберите certificate и valid: они возьмутся из файла.",
    ),
    "list_source": (
        codes.LIST_SOURCE,
        "Строки списка берут или из файла (file), или отсюда (rows): нужно одно из двух.",
        "file: пары.xlsx",
    ),
    "count_source": (
        monitoring.FORMULA,
        "Числитель и знаменатель – или count (кого считать), или sum (столбец реестра школ), или number (число).",
        "numerator: {count: mentees, if: \"{{ row.form == 'ученик – ученик' }}\"}",
    ),
    "count_given": (
        monitoring.FORMULA,
        "Показатель или считается (numerator), или его сообщают (given): нужно одно из двух.",
        "given: schools",
    ),
    "count_share": (monitoring.FORMULA, "Есть знаменатель, а числителя нет.", "numerator: mentees"),
    "list_choices": (
        codes.LIST_COLUMN,
        "Значения, из которых выбирают, называет one_of.",
        "form: {one_of: [учитель – учитель, ученик – ученик]}",
    ),
    "no_title": (codes.MISSING_KEY, "У мероприятия нет названия.", "Допишите «title: …» или «take: …»."),
    "paragraphs": (
        codes.WRONG_TYPE,
        "Пустая строка делит текст на абзацы, а здесь абзац один.",
        "Уберите пустую строку; новый пункт – новая строка списка.",
    ),
}


def _explain(kind: str, context: dict[str, Any], text: str, path: Path) -> tuple[Code, str, str]:
    """Code, message and hint for an error of pydantic; `kind` and `context` are its `type` and `ctx`."""
    if kind == "date":
        likely = likely_date(str(context.get("text", text)))
        hint = f"Похоже, это {likely:%d.%m.%Y}: впишите так." if likely else "Напишите дату так: 02.11.2020."
        return codes.WRONG_DATE, str(context["reason"]), hint
    if kind == "list_column_name":
        message = f"Имя столбца «{context['name']}» не годится: его пишут в шаблоне после точки, как row.mentor."
        hint = "Напишите одно слово из букв, цифр и «_», а заголовок таблицы – в title."
        return codes.LIST_COLUMN, message, hint
    if kind == "period":
        return codes.WRONG_TYPE, f"«{text}» – не период.", "Напишите две даты через « … »: 01.09.2025 … 31.08.2027."
    if kind == "reversed":
        return (
            codes.REVERSED_DATES,
            f"Конец {context['end']} раньше начала {context['start']}.",
            "Поменяйте даты местами.",
        )
    if kind == "case_key":
        return codes.WRONG_CASE_KEY, f"Нет падежа «{context['key']}».", f"Падежи: {CASE_NAMES}."
    if kind in PLAIN_KINDS:
        return PLAIN_KINDS[kind]
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        name = str(path[-1]) if path else ""
        return codes.WRONG_TYPE, f"«{text}» не подходит для «{name}».", f"Можно: {allowed}."
    message, hint = WANTED.get(kind, ("Значение не подходит.", ""))
    return codes.WRONG_TYPE, *(_stuck(kind, text) or (message, _as_written(kind, text, path) or hint))


def _as_written(kind: str, text: str, path: Path) -> str:
    """How a list or a section is written where a text stands instead; «» for other kinds."""
    if kind == "tuple_type" and path and "," in text and "\n" not in text:
        return f"Список пишут в скобках: {path[-1]}: [{text}] – или каждую строку с «- »."
    if kind not in SECTIONS or not path:
        return ""
    if path[-1] == "targets":
        return f"targets: {{2025: {text or 10}}}; одно значение на все годы – target: {text or 10}."
    if nearest(text, ["null"]):
        return f"Похоже, это null: впишите {path[-1]}: null."
    schema = _schema_at(path, Config)
    keys = [*schema.get("required", ()), *schema.get("properties", ())]
    shown = ", ".join(f"{key}: …" for key in [*dict.fromkeys(keys)][:3])
    return f"Например: {path[-1]}: {{{shown}}}." if shown and isinstance(path[-1], str) else ""


def _stuck(kind: str, text: str) -> tuple[str, str] | None:
    """Message and hint where a space is missing: «position:Начальник» for a section, «-Утвердить» for a list."""
    if kind in SECTIONS and (found := NO_SPACE_AFTER_COLON.match(text)):
        return "Нет пробела после двоеточия.", f"{found['key']}: {found['value']}"
    if kind == "tuple_type" and (found := NO_SPACE_AFTER_DASH.match(text)):
        return "Нет пробела после «-».", f"- {found['value'].partition(' -')[0]}"
    return None


SECTIONS: Final = frozenset(("dict_type", "mapping_type", "model_type", "model_attributes_type"))


@cache
def _schema(root: type[BaseModel]) -> dict[str, Any]:
    return root.model_json_schema()


def _schema_at(path: Path, root: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of the value at a path; empty where the schema does not know it."""
    schema = _schema(root)
    for step in path:
        schema = _schema_step(_resolved(schema, root), step)
    return {**_resolved(schema, root), **{key: value for key, value in schema.items() if key == "description"}}


def _resolved(schema: dict[str, Any], root: type[BaseModel]) -> dict[str, Any]:
    for option in (schema, *schema.get("anyOf", ())):
        if "$ref" in option:
            found: dict[str, Any] = _schema(root)["$defs"][option["$ref"].rsplit("/", 1)[-1]]
            return found
    objects = [option for option in schema.get("anyOf", ()) if option.get("type") in {"object", "array"}]
    return objects[0] if objects else schema


def _schema_step(schema: dict[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        items: dict[str, Any] = schema.get("items", {})
        return items
    rest = schema.get("additionalProperties")
    found: dict[str, Any] = schema.get("properties", {}).get(step) or (rest if isinstance(rest, dict) else {})
    return found
