"""Mistakes of people who write YAML by hand: each is told at the place where it was made, with what to write instead."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastav_docs.config.overlay import overlay, stacked
from nastav_docs.config.project import load
from nastav_docs.config.yaml_tree import plain_data, read_bytes
from nastav_docs.documents import prepared
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config.yaml_tree import YamlMapping
    from nastav_docs.diagnostics import Diagnostic

# What was written, where the finger points, what it says, what to write instead (its beginning).
MISTAKES = {
    "a quote that is never closed": (
        'authority:\n  name: "Управление\n  abbr: УО\npeople:\n  head: {name: Б}\n',
        "2:9", "Кавычка здесь открыта и нигде не закрыта.", "Закройте её",
    ),
    "a quote that the next opening one closes": (
        'authority:\n  name: "Управление\n  abbr: "УО"\n',
        "2:9", "Кавычка здесь открыта, а закрыта только в строке 3.", "Закройте её",
    ),
    "no space after the colon, the next key fits": (
        "people:\n  head:\n    name: Иванов\n    position:Начальник\n    phone: 1\n",
        "4:13", "Нет пробела после двоеточия.", "position: Начальник",
    ),
    "no space after the dash": (
        "clauses:\n  - Утвердить\n  -Назначить\n",
        "3:3", "Нет пробела после «-».", "- Назначить",
    ),
    "a no-break space in the indent of a key": (
        "people:\n\u00a0\u00a0head:\n    name: Иванов\n",
        "2:1", "Отступ сделан неразрывным пробелом: он не считается отступом.", "Сотрите начало строки",
    ),
    "a no-break space among spaces": (
        "people:\n  head:\n \u00a0  name: Иванов\n    position: Н\n",
        "3:2", "Отступ сделан неразрывным пробелом: он не считается отступом.", "Сотрите начало строки",
    ),
    "a tab": ("order:\n\ttitle: О\n", "2:1", "Отступ сделан табуляцией.", "Замените её пробелами"),
    "a key shifted to the right": (
        "order:\n  title: О\n   number: 5\n  date: 01.01.2020\n",
        "3:4", "Ключ «number» сдвинут вправо: строка читается продолжением текста над ней.",
        "Поставьте его ровно под ключом «title»: в 3-й столбец.",
    ),
    "a key shifted to the left": (
        "order:\n  title: О\n number: 5\n  date: 01.01.2020\n",
        "3:2", "Отступ ключа «number» – 1 знак, а такого раздела над ним нет.", "Отступы ключей выше: 0, 2.",
    ),
    "the second line of a text without an indent": (
        "order:\n  title: О внедрении целевой модели\nнаставничества в школах\n  date: 01.01.2020\n",
        "3:1", "Строка не начинается с ключа. Если это продолжение текста, ей нужен отступ.", "Сдвиньте её вправо",
    ),
    "a colon in the text": (
        "order:\n  title: Приказ: о внедрении\n",
        "2:16", "Двоеточие внутри текста без кавычек.", 'Возьмите весь текст в кавычки: title: "Приказ: о внедрении"',
    ),
    "a colon in the text and an explanation behind it": (
        "order:\n  title: Приказ: о внедрении   # заголовок\n",
        "2:16", "Двоеточие внутри текста без кавычек.", 'Возьмите весь текст в кавычки: title: "Приказ: о внедрении"',
    ),
    "a number that reads as an explanation": (
        "address: ул. Мира #5   # почтовый\n",
        "1:19", "«#5» не читается: всё после пробела и «#» – пояснение.", "Напишите «№ 5» – или возьмите весь текст в кавычки.",
    ),
    "a text that goes on after its quotes": (
        'order:\n  title: "Точка роста" и другие\n',
        "2:10", "Текст продолжается после закрывающей кавычки.",
        "Возьмите в кавычки весь текст: '\"Точка роста\" и другие' – или поставьте «ёлочки».",
    ),
    "a text that begins with braces": (
        "title: {{ district }} план\n",
        "1:8", "Текст начинается с «{{»: без кавычек он не читается.", 'title: "{{ district }} план"',
    ),
    "braces and a colon": (
        "- text: {{ people.heads | dat }}:\n",
        "1:9", "Текст начинается с «{{»: без кавычек он не читается.", '- text: "{{ people.heads | dat }}:"',
    ),
    "a path of Windows in double quotes": (
        'templates: "C:\\Users\\Шаблоны"\n',
        "1:15", "В двойных кавычках «\\» – служебный знак.", "Возьмите текст в одинарные кавычки: 'C:\\Шаблоны'",
    ),
    "a brace that is not closed": (
        "people:\n  head: {name: Б\n  zam: {name: В}\n",
        "2:9", "Скобка «{» здесь открыта и не закрыта.", "Закройте её: «}».",
    ),
    "a bracket that is not closed": (
        "annexes: [roadmap\nschools: x\n",
        "1:10", "Скобка «[» здесь открыта и не закрыта.", "Закройте её: «]».",
    ),
    "a comma in a number": (
        "targets: {2025: 10,5, 2026: 12}\n",
        "1:20", "Запятая внутри { } отделяет новый ключ, и «5» осталось без значения.", 'Возьмите в кавычки: 2025: "10,5"',
    ),
    "two commas in a text": (
        "a: {title: Собрания, встречи, беседы, deadline: май}\n",
        "1:22", "Запятая внутри { } отделяет новый ключ, и «встречи» осталось без значения.",
        'Возьмите в кавычки: title: "Собрания, встречи, беседы"',
    ),
    "no space after a colon within braces": (
        "people:\n  head: {name:Иванов, position: начальник}\n",
        "2:10", "Нет пробела после двоеточия.", "name: Иванов",
    ),
    "no space after the colon, another key below": (
        "order:\n  number:312-од\n  date: 01.01.2020\n",
        "2:9", "Нет пробела после двоеточия.", "number: 312-од",
    ),
    "no space after the dash, keys below": (
        "sections:\n  -title: Работа\n    activities: []\n",
        "2:3", "Нет пробела после «-».", "- title: Работа",
    ),
    "no colon after the key": (
        "order:\n  number = 312-од\n  date: 01.01.2020\n",
        "2:3", "В строке нет двоеточия с пробелом после ключа.", "number: 312-од",
    ),
    "a key at the edge, its neighbours are not": (
        "order:\n  number: 5\ndate: 01.01.2020\n  title: О\n",
        "3:1", "Ключ «date» сдвинут влево: соседние ключи стоят правее.",
        "Поставьте его ровно под ключом «number»: в 3-й столбец.",
    ),
    "a field of an item under its dash": (
        "sections:\n  - title: Работа\n  activities: []\n",
        "3:3", "Ключ «activities» стоит под «-», а он – поле этой строки списка.",
        "Поставьте его под ключом «title»: в 5-й столбец.",
    ),
    "an item shifted to the right": (
        "annexes:\n  - roadmap\n    - indicators\n",
        "3:5", "Строка списка сдвинута: она читается продолжением строки над ней.",
        "Поставьте «-» под «-» строки выше: в 3-й столбец.",
    ),
    "a path of Windows whose signs YAML knows": (
        'schools: "C:\\new\\table.xlsx"\n',
        "1:13", "В двойных кавычках «\\» – служебный знак.", "Возьмите текст в одинарные кавычки",
    ),
    "commas in a list": (
        "a: {title: О, responsible: head, heads}\n",
        "1:34", "Запятая внутри { } отделяет новый ключ, и «heads» осталось без значения.",
        "Список пишут в скобках: responsible: [head, heads]",
    ),
    "a list in braces": (
        "responsible: {head, heads}\n",
        "1:15", "Запятая внутри { } отделяет новый ключ, и «head» осталось без значения.",
        "Если это список, скобки квадратные: [head, heads]",
    ),
    "a file that is one line without a space after its colon": (
        "order:title\n", "1:1", "Файл должен состоять из разделов «ключ: значение».", "После двоеточия нужен пробел: order: title",
    ),
    "a file that is a list": (
        "- order\n", "1:1", "Файл должен состоять из разделов «ключ: значение».", "Начните строку с ключа: «order:».",
    ),
    "a question mark": ("title: ? что\n", "1:8", "«? » в начале значения – служебный знак.", "Возьмите значение в кавычки."),
    "a percent sign": ("unit: %\n", "1:7", "Значение начинается со служебного знака.", "Возьмите значение в кавычки."),
    "an asterisk": ("title: *важно\n", "1:9", "«&» и «*» в начале – служебные.", "Возьмите значение в кавычки."),
    "a list in the line of its key": ("order: - О\n", "1:8", "Список начат в строке ключа.", "Перенесите «- »"),
    "a text in the line of its sign": ("a: | текст\n", "1:6", "После «|» или «>» в строке что-то стоит.", "Начните текст"),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1", "В файле несколько документов YAML (строка «---»).", "Уберите «---»."),
}  # fmt: skip


@pytest.mark.parametrize(("written", "where", "message", "instead"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_where_it_was_made(written: str, where: str, message: str, instead: str) -> None:
    _, problems = read_bytes(written.encode(), "f.yaml")
    assert [(str(p.place), p.message) for p in problems] == [(f"f.yaml:{where}", message)]
    assert problems[0].hint.startswith(instead)


# What the file is when it is no YAML at all.
OTHER_FILES = {
    "a Word document": (b"PK\x03\x04 word/document.xml", "Это документ Word, а не файл YAML.", "Документ Word проверяет"),
    "an Excel book": (b"PK\x03\x04 xl/workbook.xml", "Это книга Excel, а не файл YAML.", "Настройки читаются из district.yaml"),
    "a table": (
        "Название;Директор;Телефон\n".encode(),
        "Файл должен состоять из разделов «ключ: значение».", "Настройки читаются из district.yaml; реестр школ",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message", "instead"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_a_file_of_another_program_is_named(data: bytes, message: str, instead: str) -> None:
    _, problems = read_bytes(data, "f.yaml")
    assert [p.message for p in problems] == [message]
    assert problems[0].hint.startswith(instead)


# What lies where `district.yaml` is sought, and what is said of it.
LYING = {
    ("district.yaml.txt",): "Там лежит «district.yaml.txt»: Windows прячет окончание «.txt». Переименуйте файл в",
    ("district.yml",): "Там лежит «district.yml»: исправьте окончание имени.",
    ("distrikt.yaml", "школы.xlsx"): "Возможно, «distrikt.yaml». В папке лежат: «distrikt.yaml», «школы.xlsx».",
    ("район.yaml",): "Возможно, «район.yaml». В папке лежат: «район.yaml».",
    (
        "школы.xlsx",
    ): "Если настройки в книге «школы.xlsx», в ней должен быть лист «Реквизиты», вид файла – «Книга Excel (.xlsx)»",
    (): "В папке ничего нет. Первые настройки пишет «nastav-docs init ",
}


@pytest.mark.parametrize("names", LYING)
def test_of_a_file_that_is_not_there_the_likely_one_is_named(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (problem,) = load(tmp_path).problems
    assert problem.message.endswith("district.yaml» не найден.")
    assert problem.hint.startswith(LYING[names])


def test_of_a_file_given_as_a_folder_it_is_said_that_it_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "район").write_bytes(b"")
    (problem,) = load(tmp_path / "район").problems
    assert problem.hint == "«район» – файл, а нужна папка с «district.yaml»."


def test_of_a_folder_that_is_not_there_its_neighbours_are_named(tmp_path: Path) -> None:
    (tmp_path / "район").mkdir()
    (problem,) = load(tmp_path / "раион").problems
    assert problem.hint == "Папки «раион» нет – возможно, «район». В папке лежат: «район»."


# In a whole config: what YAML itself accepts and the model cannot mean.
ACCEPTED_BY_YAML = {
    "no space after the only colon": (
        ("  heads: {title: Руководители школ}", "  heads:\n    title:Руководители школ"),
        "Нет пробела после двоеточия.", "title: Руководители школ",
    ),
    "a forgotten value": (('  number: "235"', "  number:"), "У ключа «number» нет значения.", "Впишите значение"),
    "null where nothing is": (
        ('  number: "235"', "  numberz: null"),
        "Убирать нечего: ключа «numberz» в нижнем слое нет.", "Уберите строку",
    ),
    "a Russian letter in a key": (
        ("  title: О внедрении", "  titlе: О внедрении"),  # «е» is Russian
        "Неизвестный ключ «titlе» в разделе «order».",
        "В имени русские буквы, похожие на латинские: наберите «title» латиницей.",
    ),
    "a list in one line without brackets": (
        ("  annexes: [roadmap]", "  annexes: roadmap, indicators"),
        "Здесь нужен список.", "Список пишут в скобках: annexes: [roadmap, indicators]",
    ),
    "no space after the dashes of a list": (
        ("  annexes: [roadmap]", "  annexes:\n    -roadmap"),
        "Нет пробела после «-».", "- roadmap",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message", "instead"), ACCEPTED_BY_YAML.values(), ids=ACCEPTED_BY_YAML)
def test_a_mistake_that_yaml_accepts_is_told(
    change: tuple[str, str], message: str, instead: str, tmp_path: Path
) -> None:
    problems = load(write(tmp_path, changed(change))).problems
    assert [p.message for p in problems] == [message]
    assert problems[0].hint.startswith(instead)


def test_fields_at_the_level_of_their_id_do_not_remove_the_item(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    top = "extends: base.yaml\norder:\n  clauses:\n    control:\n    text: Контроль возложить на заместителя.\n"
    problems = load(write(tmp_path, top)).problems
    assert [(p.place.line if p.place else 0, p.message) for p in problems] == [
        (5, "Ключ «text» стоит на уровне «control», а он – его поле.")
    ]
    assert problems[0].hint == "Сдвиньте поля вправо, под «control»: на два пробела глубже."


def test_what_a_school_removes_in_its_own_file_stays_removed() -> None:
    below = node("order: {number: 1, title: О}")
    told: list[Diagnostic] = []
    both = stacked(node("order: {number: 2}"), node("order: {title: null}"), told)
    assert plain_data(overlay(below, both, told)) == {"order": {"number": "2"}}
    assert told == []


def node(text: str) -> YamlMapping:
    found, problems = read_bytes(text.encode(), "f.yaml")
    assert problems == ()
    assert found is not None
    return found


PROSE = {
    "|": "|\n    О внедрении\n    целевой модели\n",
    "|-": "|-\n    О внедрении\n    целевой модели\n",
    ">": ">\n    О внедрении\n    целевой модели\n",
    "> and a deeper line": ">\n    О внедрении\n      целевой модели\n",
    "| and empty lines after it": "|\n    О внедрении\n    целевой модели\n\n\n",
    "quotes": '"О внедрении\n    целевой модели"\n',
    "none": "О внедрении\n    целевой модели\n",
    "spaces around": '"  О внедрении целевой модели "\n',
}


@pytest.mark.parametrize("written", PROSE.values(), ids=PROSE)
def test_a_text_of_several_lines_is_prose_however_it_is_written(written: str, tmp_path: Path) -> None:
    config = load(
        write(tmp_path, changed(("title: О внедрении целевой модели наставничества\n", f"title: {written}")))
    ).config
    assert config is not None
    assert config.order is not None
    assert config.order.title.text == "О внедрении целевой модели"


@pytest.mark.parametrize("sign", ["|", ">", ""])
def test_an_empty_line_is_a_new_paragraph_of_a_letter_and_a_mistake_in_a_clause(sign: str, tmp_path: Path) -> None:
    text = f"{sign}\n      Первый абзац\n      на двух строках.\n\n      Второй абзац."
    found = read_bytes(f"text: {text}\n".encode(), "f.yaml")[0]
    assert found is not None
    assert plain_data(found) == {"text": "Первый абзац на двух строках.\n\nВторой абзац."}
    clause = (
        "      text: Контроль за исполнением приказа оставляю за собой.",
        f"      text: {text}".replace("      П", "        П")
        .replace("      на", "        на")
        .replace("      В", "        В"),
    )
    problems = load(write(tmp_path, changed(clause))).problems
    assert [p.message for p in problems] == ["Пустая строка делит текст на абзацы, а здесь абзац один."]


def test_a_tag_of_yaml_is_named_as_it_is_written() -> None:
    _, (problem,) = read_bytes(b"!!1", "f.yaml")
    assert problem.message == "Метка «!!1» не читается: уберите её."


@settings(max_examples=300)
@given(st.text(st.sampled_from(list("аб:,-?*&!|>{}[]\"'#% \n\t\u00a0\\1")), max_size=60))
def test_whatever_is_written_the_answer_is_in_russian_and_in_the_file(written: str) -> None:
    _, problems = read_bytes(written.encode(), "f.yaml")
    for problem in problems:
        assert problem.place is not None
        assert 0 <= problem.place.line <= written.count("\n") + 1
        assert not set(problem.message) & set("bcdefghijklmopqrsuvwz"), problem.message


# Of a role that nobody bears any more: what was changed, where the finger points, what it says, what to do.
LOST_ROLES = {
    "removed by a key without a value": (
        "people:\n  heads:\n", "2:3", "Роль «heads» здесь убрана, а её называют в «base.yaml».", "Уберите эту строку.",
    ),
    "removed with all people": (
        "people: null\n", "1:1", "Роль «head» здесь убрана, а её называют в «base.yaml».", "Уберите эту строку.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("written", "where", "message", "instead"), LOST_ROLES.values(), ids=LOST_ROLES)
def test_a_role_that_an_upper_layer_removes_is_told_there_once(
    written: str, where: str, message: str, instead: str, tmp_path: Path
) -> None:
    write(tmp_path, name="base.yaml")
    found = prepared(load(write(tmp_path, f"extends: base.yaml\n{written}"))).problems
    lines = [(p.place.line - 1, p.place.column, p.message, p.hint) for p in found if p.place is not None]
    line, column = map(int, where.split(":"))
    assert (line, column, message, instead) in lines
    assert len({told[2] for told in lines}) == len(lines)


def test_a_role_with_a_russian_letter_in_its_name_is_told_at_that_name(tmp_path: Path) -> None:
    text = changed(("  head: {name", "  hеad: {name"))  # the first «е» is Russian
    (problem,) = prepared(load(write(tmp_path, text))).problems
    assert problem.place is not None
    assert text.splitlines()[problem.place.line - 1].startswith("  hеad:")
    assert problem.message == "В имени роли «hеad» русские буквы, похожие на латинские: «е»."
    assert problem.hint == "Наберите «head» латиницей."


def test_a_file_of_countless_keys_is_refused_at_once_and_one_of_many_tells_the_first_of_them(tmp_path: Path) -> None:
    start = time.process_time()
    (problem,) = load(write(tmp_path, "".join(f"k{number}: v\n" for number in range(900_000)))).problems
    assert problem.message == "В файле слишком много ключей: это не настройки."
    assert len(load(write(tmp_path, "".join(f"k{number}: v\n" for number in range(5_000)))).problems) == 500
    assert time.process_time() - start < 5


def test_an_act_that_an_upper_layer_removes_is_told_there_once(tmp_path: Path) -> None:
    # «В «acts» нет «r-145»» was told at every text of the shared programme that names it.
    act = 'acts:\n  p: {kind: приказ, issuer: Управления образования, date: 02.11.2020, number: "5"}\n'
    text = "title: О внедрении целевой модели по {{ acts['p'] | dat }}, {{ acts['p'] }}\n"
    base = changed(("title: О внедрении целевой модели наставничества\n", text), ("acts:\n", act))
    write(tmp_path, base, name="base.yaml")
    (problem,) = prepared(load(write(tmp_path, "extends: base.yaml\nacts:\n  p: null\n"))).problems
    assert (problem.code, problem.place and problem.place.line) == ("ND209", 3)
    assert problem.message == "«p» здесь убрано, а тексты в «base.yaml» его называют."
