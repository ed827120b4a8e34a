"""Which forms has a surname? The classes that pytrovich gets wrong or slowly are declined here, the rest by pytrovich.

All words here are in small letters. Where bearers of a surname decline it differently, both ways are given. The lists
below are of surnames that the rule for their ending would get wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.russian.adjectives import WITH_SIGN
from nastav_docs.russian.word_forms import (
    SIBILANTS,
    VELARS,
    VOWELS,
    hard_masculine,
    indeclinable,
    soft_masculine,
    syllables,
    with_endings,
    with_variant,
    word_pairs,
    word_set,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.russian.cases import Gender
    from nastav_docs.russian.word_forms import WordForms

# French and other surnames with a stressed final vowel, never declined.
FIXED: Final = word_set("дюма дега тома люка ферма петипа гамарра золя труайя шандра скаля каруана")
# First parts of double surnames that stay as they are.
FIXED_FIRST: Final = word_set(
    "бонч абдул абдуль абдель белиц гасан дюссар дюмон книппер корвин ван шолом тер призван мелик вар фон аль эль "
    "хан шах бек мирза мир бен бин ибн кара демут грум тян сент сен сан санта мак монте сухово спасо ага бадма "
    "абу де дер дю ла ле"
)
# Surnames that are nouns with a fleeting vowel → the stem before the endings; one in «ь» takes soft endings.
FLEETING: Final = word_pairs(
    "лев:льв заяц:зайц воробей:воробь соловей:соловь муравей:муравь орел:орл орёл:орл козел:козл козёл:козл "
    "осел:осл осёл:осл котел:котл котёл:котл щегол:щегл дятел:дятл хохол:хохл ковер:ковр ковёр:ковр "
    "шатер:шатр шатёр:шатр бобер:бобр бобёр:бобр ветер:ветр день:днь пень:пнь корень:корнь камень:камнь "
    "кремень:кремнь ремень:ремнь огонь:огнь деготь:дегть дёготь:дёгть ноготь:ногть коготь:когть локоть:локть "
    "угорь:угрь стебель:стебль павел:павл пётр:петр"
)
# Foreign surnames in -ин and -ов: «Чаплином», not «Чаплиным».
FOREIGN: Final = word_set(
    "чаплин дарвин грин кронин франклин гершвин гриффин колин цин регин болдуин болдвин кальвин эдвин гудвин годвин "
    "ирвин кельвин маклафлин маклин остин шамплин вирхов бюлов гуцков флотов"
)
# Either a Russian surname («Мартиным») or a foreign one («Мартином»).
RUSSIAN_OR_FOREIGN: Final = word_set("мартин колин мерлин раскин остин")
# Surnames in -ова, -ева, -ина that are nouns: «Бовы», «Щербины», not «Бовой», «Щербиной».
NOUNS_OVA: Final = word_set("бова сова корова подкова дуброва дева рева")
NOUNS_INA: Final = word_set(
    "щербина калина малина рябина осина лещина былина скотина долина картина хворостина година перина бузина детина "
    "кручина лучина дружина шипшина паутина смородина лавина дубина морщина пружина вершина трясина пучина тычина "
    "журавлина"
)
# Stressed -а, -я: «Левшой», «Землёй»; unstressed: «Квашей».
STRESSED_A: Final = word_set(
    "левша ханжа лапша саранча свеча парша душа межа вожжа паша каланча алыча парча гаджа хижа овца моща пыльца"
)
UNSTRESSED_A: Final = word_set("кваша олеша груша капица коштуница яроша туча пороша рогожа каша")
STRESSED_YA: Final = word_set("земля заря семья статья скамья бадья ладья кутья")
# Stressed endings after a sibilant: «Ежом», «Хрущом».
STRESSED_MALE: Final = word_set(
    "ёж еж морж чиж стриж мяч ключ луч хрущ лещ плющ клещ борщ сыч кулич кирпич москвич сургуч шалаш карандаш палаш "
    "грач ткач врач скрипач трубач усач "
    "кныш крепыш малыш голыш калач бич лукич кузьмич фомич ильич"
)
UNSTRESSED_MALE: Final = word_set("буш этуш келдыш бриш сторож даниш кауш")
# -ец keeps its vowel: «Кузнеца», «Хейфеца»; below, those with a stressed ending: «Кузнецом».
KEPT_EC: Final = word_set("кузнец мудрец храбрец чернец подлец мертвец близнец хейфец штирлец гордец жнец жрец")
STRESSED_EC: Final = word_set(
    "кузнец мудрец храбрец чернец мертвец близнец гордец жнец жрец купец отец боец певец ловец вдовец стрелец молодец "
    "жеребец холодец огурец удалец творец продавец венец гонец конец кравец"
)
# -ой, -ий, -чий: nouns («Героя», «Сергия») and adjectives («Горячего», «Злого»).
NOUNS_OY: Final = word_set("герой ковбой розбой разбой зверобой перебой прибой убой покой")
ADJECTIVES_CHIY: Final = word_set("горячий садовничий кравчий ловчий певчий зодчий рабочий стряпчий подьячий кормчий")
ADJECTIVES_OY: Final = frozenset(["злой"])
NOUNS_IY: Final = word_set("сергий георгий гений антоний евгений арсений")
# Georgian women's surnames in -ая are nouns: «Шенгелаи».
GEORGIAN_AYA: Final = ("гелая", "хелая", "цулая", "чулая")


def surname(word: str, gender: Gender) -> WordForms | None:
    """The forms of one part of a surname; None where pytrovich has to do it.

    `surname("воробей", "male").forms[1]` → «воробья», `surname("петренко", "female").forms[1]` → «петренко».
    """
    if word in FIXED or len(word) < 2 or word[-1] in "оеёиуыэю":  # noqa: PLR2004 - «О», «И» are Korean surnames
        return indeclinable(word)
    if word.endswith("ворота") or (word[-1] == "а" and word[-2] in VOWELS):
        return indeclinable(word)
    return (_male if gender == "male" else _female)(word)


def with_russian_patronymic(word: str) -> WordForms | None:
    """The forms of a man's surname that may be foreign, where the patronymic tells that it is not: «Чаплиным».

    None for any other surname, and for one of one syllable («Грином»).
    """
    if word not in FOREIGN | RUSSIAN_OR_FOREIGN or syllables(word) == 1:
        return None
    return with_endings(word, word, "а у а ым е")


# ---- women


def _female(word: str) -> WordForms | None:
    last = word[-1]
    if last not in "ая":
        return indeclinable(word)
    if word.endswith(("ова", "ева", "ёва")):
        return _woman_or_noun(word, word in NOUNS_OVA)
    if word.endswith(("ина", "ына")):
        return _woman_or_noun(word, word in NOUNS_INA)
    if word.endswith("ая") and not word.endswith(GEORGIAN_AYA):
        return _feminine_adjective(word)
    if word.endswith("яя"):
        return with_endings(word, word[:-2], "ей ей юю ей ей")
    if word.endswith(("ьска", "нска", "вска", "рска", "цка")):
        return with_endings(word, word[:-1], "ой ой ую ой ой")
    return noun_in_a(word)


def _woman_or_noun(word: str, noun: bool) -> WordForms:  # noqa: FBT001 - private
    woman = with_endings(word, word[:-1], "ой ой у ой ой")
    if not noun:
        return woman
    return with_variant(
        noun_in_a(word), woman, "склонение женской фамилии зависит от мужской формы (с «-а» или без неё)"
    )


def _feminine_adjective(word: str) -> WordForms:
    is_soft = word[-3] in SIBILANTS and word not in ("большая", "чужая", "лихая")
    return with_endings(word, word[:-2], "ей ей ую ей ей" if is_soft else "ой ой ую ой ой")


def noun_in_a(word: str) -> WordForms:
    """The forms of a surname that is a noun in -а or -я, a man's or a woman's: «Сорока», «Кваша», «Данелия».

    `noun_in_a("сорока").forms[1]` → «сороки».
    """
    stem = word[:-1]
    before = stem[-1]
    if word.endswith("ия"):
        return with_endings(word, stem, "и и ю ей и")
    if word.endswith("оя"):
        return with_variant(
            with_endings(word, stem, "и е ю ей е"), indeclinable(word), "фамилии на «-оя» иногда не склоняют"
        )
    if word.endswith("я"):
        return with_endings(word, stem, f"и е ю {'ёй' if word in STRESSED_YA else 'ей'} е")
    if before not in SIBILANTS and before != "ц":
        return with_endings(word, stem, f"{'и' if before in VELARS else 'ы'} е у ой е")
    first = "ы" if before == "ц" else "и"
    unstressed, stressed = with_endings(word, stem, f"{first} е у ей е"), with_endings(word, stem, f"{first} е у ой е")
    if word in STRESSED_A:
        return stressed
    if before == "ц" or word in UNSTRESSED_A:
        return unstressed
    return with_variant(unstressed, stressed, "творительный падеж зависит от ударения")


# ---- men


def _male(word: str) -> WordForms | None:
    if word in FLEETING:
        return _fleeting(word)
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return _possessive(word)
    for endings, rule in _MALE_ENDINGS:
        if word.endswith(endings):
            return rule(word)
    return None


def _fleeting(word: str) -> WordForms:
    stem = FLEETING[word]
    if stem.endswith("ь"):
        keeps_sign = word[-1] == "й"
        mine = with_endings(word, stem, "я ю я ём е") if keeps_sign else soft_masculine(word, stem[:-1])
        kept = soft_masculine(word, word[:-1])
    else:
        mine = hard_masculine(word, stem, "ем" if stem.endswith("ц") else "ом")
        kept = hard_masculine(word, word, "ем" if word.endswith("ц") else "ом")
    return with_variant(mine, kept, "одни склоняют фамилию как нарицательное слово, другие сохраняют гласную")


def _possessive(word: str) -> WordForms:
    russian, foreign = with_endings(word, word, "а у а ым е"), hard_masculine(word)
    if word in RUSSIAN_OR_FOREIGN:
        return with_variant(russian, foreign, "русская фамилия и иностранная склоняются по-разному")
    one_syllable = syllables(word) == 1 and word.endswith(("ин", "ын"))
    return foreign if word in FOREIGN or one_syllable else russian


def _male_in_y(word: str) -> WordForms | None:
    stem, before = word[:-2], word[-3:-2]
    if word.endswith("ый"):
        return with_endings(word, stem, "ого ому ого ым ом")
    if stem in WITH_SIGN and word.endswith("ий"):
        own = with_endings(word, f"{stem}ь", "его ему его им ем")
        return (
            own
            if stem == "трет"
            else with_variant(
                own,
                soft_masculine(word, word[:-1]),
                "фамилию на «-ий» склоняют как прилагательное и как существительное",
            )
        )
    if word.endswith("ой"):
        noun = (syllables(word) == 1 and word not in ADJECTIVES_OY) or word in NOUNS_OY
        ins = "им" if before in SIBILANTS | VELARS else "ым"
        return soft_masculine(word, word[:-1]) if noun else with_endings(word, stem, f"ого ому ого {ins} ом")
    if not word.endswith("ий"):
        return soft_masculine(word, word[:-1])
    as_noun = with_endings(word, word[:-1], "я ю я ем и")
    if word in NOUNS_IY or syllables(word) == 1:
        return as_noun
    if before in VELARS:
        return with_endings(word, stem, "ого ому ого им ом")
    adjective = with_endings(word, stem, "его ему его им ем")
    if before == "ч" and word not in ADJECTIVES_CHIY:
        return with_variant(adjective, as_noun, "фамилии на «-чий» склоняют как прилагательное и как существительное")
    return adjective if before in "шщжнч" else as_noun


def _male_in_ih(word: str) -> WordForms:
    adjective = word.endswith("ых") or word[-3:-2] in VELARS | SIBILANTS | {"н"}
    return indeclinable(word) if adjective and syllables(word) > 1 else hard_masculine(word)


def _male_in_ec(word: str) -> WordForms:
    kept = hard_masculine(word, word, "ом" if word in STRESSED_EC else "ем")
    reason = "гласную в «-ец» одни опускают, другие сохраняют"
    before = word[-3:-2]
    stem = word[:-2] + ("йц" if before in VOWELS else "ьц" if before == "л" else "ц")
    stressed = word in STRESSED_EC or word.endswith(("вец", "сец", "убец", "ырец", "ынец"))
    dropped = hard_masculine(word, stem, "ом" if stressed else "ем")
    if word in KEPT_EC:
        return kept
    if syllables(word) == 1:
        return with_variant(kept, hard_masculine(word), "творительный падеж зависит от ударения")
    return with_variant(dropped, kept, reason)


def _male_in_ok(word: str) -> WordForms:
    if syllables(word) == 1 or word.endswith(("шток", "бек")):
        return hard_masculine(word)
    reason = "гласную в «-ок», «-ек» одни опускают, другие сохраняют"
    dropped = hard_masculine(word, word[:-2] + ("ьк" if word.endswith("ёк") and word[-3] in "лнрст" else "к"))
    if word.endswith(("ёк", "енок", "ёнок", "онок", "инок", "унок", "чок", "шок", "бок")) and word != "хичкок":
        return with_variant(dropped, hard_masculine(word), reason)
    return with_variant(hard_masculine(word), dropped, reason)


def _male_in_sibilant(word: str) -> WordForms:
    unstressed, stressed = hard_masculine(word, word, "ем"), hard_masculine(word)
    if word in STRESSED_MALE:
        return stressed
    if word.endswith("ич") or word[-2] not in VOWELS or word in UNSTRESSED_MALE:
        return unstressed
    reason = "творительный падеж зависит от ударения"
    if word.endswith("ач"):
        return with_variant(stressed, unstressed, reason)
    return with_variant(unstressed, stressed, reason)


def _male_in_sign(word: str) -> WordForms | None:
    if word[-2] in SIBILANTS:
        return with_variant(
            hard_masculine(word, word[:-1], "ем"), indeclinable(word), "фамилии на шипящий с «ь» иногда не склоняют"
        )
    if not word.endswith("нь") or syllables(word) > 1 or word == "конь":
        return None
    return with_variant(
        soft_masculine(word, word[:-1]), indeclinable(word), "китайские фамилии на «-ь» иногда не склоняют"
    )


def _male_in_off(word: str) -> WordForms:
    return with_variant(hard_masculine(word), indeclinable(word), "фамилии на «-офф» иногда не склоняют")


# Endings of men's surnames → the rule that declines them; the first that fits counts.
_MALE_ENDINGS: Final[tuple[tuple[tuple[str, ...], Callable[[str], WordForms | None]], ...]] = (
    (("а", "я"), noun_in_a),
    (("й",), _male_in_y),
    (("их", "ых"), _male_in_ih),
    (("ец",), _male_in_ec),
    (("ок", "ек", "ёк"), _male_in_ok),
    (tuple(SIBILANTS), _male_in_sibilant),
    (("ь",), _male_in_sign),
    (("офф", "ефф"), _male_in_off),
    (("в", "н"), hard_masculine),
)
