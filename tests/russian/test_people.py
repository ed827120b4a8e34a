"""Several people in one text, and people with their posts: each name and each post is declined by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian import CASES, decline
from nastav_docs.russian.people import read_people

# A text that names people, and its dative; all people are invented.
PEOPLE = [
    ("Лунин П.П. и Ворона Е.Е.", "person", "Лунину П.П. и Вороне Е.Е."),
    ("Лунин Пётр Ильич, Сомова Вера Павловна", "group", "Лунину Петру Ильичу, Сомовой Вере Павловне"),
    ("П.П. Лунин; В.П. Сомова", "group", "П.П. Лунину; В.П. Сомовой"),
    ("Лунин Пётр Ильич\nСомова Вера Павловна", "person", "Лунину Петру Ильичу\nСомовой Вере Павловне"),
    ("Сомова В.П., директор", "person", "Сомовой В.П., директору"),
    ("Ломов П.С. (и.о.)", "person", "Ломову П.С. (и.о.)"),
    ("Сомова Вера Павловна учитель математики", "person", "Сомовой Вере Павловне учителю математики"),
    ("директор школы Сомова Вера Павловна", "phrase", "директору школы Сомовой Вере Павловне"),
    ("методисты Лунин П.П. и Дятлова О.М.", "group", "методистам Лунину П.П. и Дятловой О.М."),
    ("И.о. директора Сомова В.П.", "job", "И.о. директора Сомовой В.П."),
    ("председатель комиссии – Сомова В.П., члены: Лунин П.П.", "group", "председателю комиссии – Сомовой В.П., членам: Лунину П.П."),
    ("Лунин П.П. (по согласованию), Сомова В.П. (секретарь)", "group", "Лунину П.П. (по согласованию), Сомовой В.П. (секретарю)"),
    ("начальник отдела образования и молодёжной политики Лунин П.П.", "job", "начальнику отдела образования и молодёжной политики Лунину П.П."),
    ("Лунин П.П., заместитель директора по учебной, воспитательной работе", "person", "Лунину П.П., заместителю директора по учебной, воспитательной работе"),
    ("СОМОВА В.П., ДИРЕКТОР", "person", "СОМОВОЙ В.П., ДИРЕКТОРУ"),
    ("и.о. директора Лунин П.П.", "person", "и.о. директора Лунину П.П."),
    ("ИП Лунин Пётр Ильич", "org", "ИП Лунину Петру Ильичу"),
    ("учитель Сомова В.П. (МБДОУ № 5)", "person", "учителю Сомовой В.П. (МБДОУ № 5)"),
    ("Ким Олег и Ли Анна", "person", "Киму Олегу и Ли Анне"),
    ("обучающаяся 8 «А» класса Сомова Анна", "job", "обучающейся 8 «А» класса Сомовой Анне"),
    ("ученик 10 класса Олег Ким", "group", "ученику 10 класса Олегу Киму"),
    ("Сомова А.А./Лунин П.П.", "group", "Сомовой А.А./Лунину П.П."),
    ("Сомова А.А. или Лунин П.П.", "group", "Сомовой А.А. или Лунину П.П."),
    ("Сомов А.А., к.п.н.", "group", "Сомову А.А., к.п.н."),
    ("Лунин П.П. с 01.09.2025", "group", "Лунину П.П. с 01.09.2025"),
    ("супруги Лунины", "group", "супругам Луниным"),
    ("сёстры Вяземские", "group", "сёстрам Вяземским"),
    ("братья Гримм", "group", "братьям Гримм"),
    ("Лунины Пётр Ильич и Анна", "group", "Луниным Петру Ильичу и Анне"),
    ("родители Сомовы О.О. и В.В.", "group", "родителям Сомовым О.О. и В.В."),
    ("тренера-преподаватели", "group", "тренерам-преподавателям"),
    ("директор МБОУ «СОШ им. А.С. Лунина», председатель совета", "job", "директору МБОУ «СОШ им. А.С. Лунина», председателю совета"),
    ("директор МБОУ «Лицей № 5 имени А.С. Лунина» Сомов Олег Петрович", "job", "директору МБОУ «Лицей № 5 имени А.С. Лунина» Сомову Олегу Петровичу"),
    ("учитель школы имени Героя Советского Союза И.И. Иванова", "job", "учителю школы имени Героя Советского Союза И.И. Иванова"),
    ("заведующая музеем имени полковника Сомова А.А.", "job", "заведующей музеем имени полковника Сомова А.А."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "dative"), PEOPLE)
def test_each_of_several_people_is_declined(text: str, kind: str, dative: str) -> None:
    declined = decline(text, kind)  # type: ignore[arg-type]  # the table's kinds are ours
    assert declined.form("dat").replace("\u00a0", " ") == dative
    assert not declined.doubts


# Texts with somebody's name in which nobody is named in the nominative: the name stays.
OTHERS = [
    ("приказ Минпросвещения России и письмо Лунина И.И.", "phrase", "приказу Минпросвещения России и письму Лунина И.И."),
    ("школа имени Лунина И.И.", "phrase", "школе имени Лунина И.И."),
    ("приём граждан директором Луниным И.И.", "phrase", "приёму граждан директором Луниным И.И."),
    ("помощник директора Луниной И.И.", "job", "помощнику директора Луниной И.И."),
    ("МБОУ «Школа имени Лунина И.И.»", "org", "МБОУ «Школа имени Лунина И.И.»"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "dative"), OTHERS)
def test_a_name_in_another_case_stays(text: str, kind: str, dative: str) -> None:
    assert decline(text, kind).form("dat") == dative  # type: ignore[arg-type]  # as above


def test_a_name_that_may_be_a_genitive_is_asked_about() -> None:
    declined = decline("заместитель директора Лунина А.А.", "job")
    assert declined.form("dat") == "заместителю директора Луниной\u00a0А.А."
    (doubt,) = declined.doubts
    assert "«Лунина А.А.» прочитано как имя в именительном падеже" in doubt.message
    assert "dat: заместителю директора Лунина А.А." in str(doubt.hint)


def test_a_woman_or_a_man_is_asked_about_in_a_list_too() -> None:
    declined = decline("учителя Лунин П.П. и Ким О.И.", "group")
    assert [doubt.code for doubt in declined.doubts] == ["ND301"]
    assert declined.form("dat").replace("\u00a0", " ") == "учителям Лунину П.П. и Ким О.И."


def test_a_word_left_over_is_no_part_of_a_name() -> None:
    # «Петров» was lost: «Лунину Петру Ильичу» of two people's names in one cell.
    (doubt,) = decline("Лунин Пётр Ильич Сомов", "person").doubts
    assert doubt.code == "ND309"


NAMES = st.sampled_from(["Лунин П.П.", "Сомова Вера Павловна", "В.П. Дятлова", "Ким Олег"])
POSTS = st.sampled_from(["", "директор ", "члены комиссии "])
MARKS = st.sampled_from([", ", "; ", " и ", "\n", " – "])


@given(POSTS, st.lists(st.tuples(NAMES, MARKS), min_size=2, max_size=6))
def test_nothing_of_a_list_is_lost(post: str, names: list[tuple[str, str]]) -> None:
    text = (post + "".join(name + mark for name, mark in names)).strip(" ,;–\nи")
    assert "".join(one.text for one in read_people(text)) == text
    for case in CASES:
        form = decline(text, "group").form(case)
        assert sum(form.count(letter) for letter in ",;–\n") == sum(text.count(letter) for letter in ",;–\n")


# A name alone, its case and form: what stood in orders, and what stands now. Women may bear a man's name as a surname.
NAMES_ALONE = [
    ("Ирина Ким", "gen", "Ирины Ким"),
    ("Герман Олеся", "dat", "Герман Олесе"),
    ("Светлана Марк", "acc", "Светлану Марк"),
    ("Чаплин Пётр Сергеевич", "ins", "Чаплиным Петром Сергеевичем"),
    ("Дарвин Чарльз", "ins", "Дарвином Чарльзом"),
    ("Кузьмич Пётр Сергеевич", "ins", "Кузьмичом Петром Сергеевичем"),
    ("Рожь Пётр Ильич", "gen", "Рожа Петра Ильича"),
    ("Лунина Анна Георгиевна-Авраамовна", "dat", "Луниной Анне Георгиевне-Авраамовне"),
    ("Демут-Малиновский Пётр Ильич", "gen", "Демут-Малиновского Петра Ильича"),
    ("Тян-Шанский Пётр Ильич", "gen", "Тян-Шанского Петра Ильича"),
    ("Павел Адам", "gen", "Павла Адама"),
    ("Хан-Лунин Пётр Ильич", "gen", "Хан-Лунина Петра Ильича"),
]


@pytest.mark.parametrize(("name", "case", "form"), NAMES_ALONE)
def test_a_name_is_read_by_who_may_bear_it(name: str, case: str, form: str) -> None:
    assert decline(name, "person").form(case).replace("\u00a0", " ") == form  # type: ignore[arg-type]  # a case of the table


def test_a_woman_of_the_east_keeps_her_name() -> None:
    assert decline("Нгуен Тхи Хоа", "person", gender="female").form("dat") == "Нгуен Тхи Хоа"
    assert decline("Фам Тхи Хыонг", "person", gender="female").form("dat") == "Фам Тхи Хыонг"
    assert decline("Нгуен Ван Чинь", "person", gender="male").form("dat") == "Нгуен Ван Чиню"
    assert decline("Чан Куок Туан", "person", gender="male").form("dat") == "Чан Куок Туану"


# Posts of two words with a hyphen: the adjectival part is declined too, «мастер» before a person as well.
POSTS_OF_TWO = [
    ("заведующая-методист", "dat", "заведующей-методисту"),
    ("обучающийся-наставник", "ins", "обучающимся-наставником"),
    ("наставляемые-студенты", "gen", "наставляемых-студентов"),
    ("педагог-наставляемый", "acc", "педагога-наставляемого"),
    ("дежурный-администратор", "prp", "дежурном-администраторе"),
    ("инженер-электроник", "gen", "инженера-электроника"),
    ("инженер – электроник", "gen", "инженера – электроника"),
    ("мастер-наладчик", "gen", "мастера-наладчика"),
    ("мастер-класс", "gen", "мастер-класса"),
    ("и.о. заведующей-методиста", "dat", "и.о. заведующей-методиста"),
    ("врио инженера-электроника", "ins", "врио инженера-электроника"),
]


@pytest.mark.parametrize(("post", "case", "form"), POSTS_OF_TWO)
def test_both_parts_of_a_post_are_declined(post: str, case: str, form: str) -> None:
    declined = decline(post, "job")
    assert (declined.form(case), declined.doubts) == (form, ())  # type: ignore[arg-type]  # a case of the table
