"""A template or a DOCX that means harm: measured in a process of its own, nothing runs and nothing is unpacked."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from typing import Any

import pytest

from tests.docx_builder import MAIN_TYPE, docx, packed
from tests.paths import ROOT
from tests.template.test_compiler import SSTI

# ------------------------------------------------------------------------------------------------------------- bombs

# reads every bomb of a folder; prints how long each took, why it was refused, and the peak of memory in MB
READER = r"""
import json, re, resource, sys, time
from pathlib import Path
from nastav_docs.docx.package import read_package
def peak():
    # the peak of this process alone, where the system tells it: Linux counts the parent's into the other figure
    try:
        return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    started = time.monotonic()
    package, problems = read_package(data, path.name)
    seconds = time.monotonic() - started
    found[path.name] = [seconds, package is None, [p.code for p in problems][:9], [p.message for p in problems][:9], peak()]
print(json.dumps(found))
"""

GOOD = docx("Текст")
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ха'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><x>&a9;</x>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
WIDE = b"<x>" + b"<a/>b" * 3_000_000 + b"</x>"
UNLIKE = b"<x>" + b"".join(b"<a/>%x" % (number * 2_654_435_761 % 2**24) for number in range(700_000)) + b"</x>"


def with_part(name: str, content: bytes | str) -> bytes:
    """The good document with one part more, or another one."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed({**files, name: content})


def written_by_hand(*entries: tuple[str, bytes, int, int], flags: int = 0, times: int = 1) -> bytes:
    """A ZIP with entries as given: name, packed bytes, size that is claimed, method; each `times` in the directory."""
    body, directory = b"", b""
    for name, content, size, method in entries:
        raw, offset = name.encode(), len(body)
        local = (20, flags, method, 0, 33, zlib.crc32(b""), len(content), size, len(raw), 0)
        body += struct.pack("<4sHHHHHLLLHH", b"PK\3\4", *local) + raw + content
        for number in range(times):
            own = raw if not number else f"{number}{name}".encode()
            fields = (
                20,
                20,
                flags,
                method,
                0,
                33,
                zlib.crc32(b""),
                len(content),
                size,
                len(own),
                0,
                0,
                0,
                0,
                0,
                offset,
            )
            directory += struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\1\2", *fields) + own
    count = min(len(entries) * times, 0xFFFF)
    return body + directory + struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def zeros(megabytes: int) -> bytes:
    """Megabytes of zeros, deflated: a thousandth of the size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (megabytes - 2) + packer.compress(bytes(1 << 20)) + packer.flush()


def matryoshka(levels: int) -> bytes:
    """An archive in an archive in an archive."""
    inner = GOOD
    for _ in range(levels):
        inner = packed({f"{n}.zip": inner for n in range(4)})
    return inner


BOMBS: dict[str, tuple[bytes, str, str]] = {
    "a gigabyte of zeros": (written_by_hand(("word/document.xml", zeros(1024), 1 << 30, 8)), "ND405", "велика"),
    "a gigabyte that is said to be small": (written_by_hand(("word/document.xml", zeros(1024), 1000, 8)), "ND40", ""),
    "one stream under a thousand names": (
        written_by_hand(("word/media/a.bin", zeros(8), 8 << 20, 8), times=1_000), "ND405", "велика",
    ),
    "parts that are each within the limit": (
        written_by_hand(*((f"word/media/{n}.bin", b"\1" * 100_000 + zeros(1), 15 << 20, 8) for n in range(9))), "ND405", "займёт 135 МБ",
    ),
    "a huge part": (with_part("word/document.xml", b"<x>" + b"a" * (17 << 20) + b"</x>"), "ND405", "велика"),
    "millions of elements": (with_part("word/document.xml", WIDE), "ND405", ""),
    "elements that do not pack well": (with_part("word/document.xml", UNLIKE), "ND405", "слишком много разметки"),
    "many entries": (written_by_hand(("a.xml", b"", 0, 0), times=60_000), "ND405", "60000"),
    "an archive in an archive": (matryoshka(5), "ND406", "вложен"),
    "a document in a document": (with_part("word/embeddings/a.docx", GOOD), "ND406", "вложен"),
    "billion laughs": (with_part("word/document.xml", LAUGHS), "ND406", "DTD"),
    "a file of the computer as an entity": (with_part("word/document.xml", OUTSIDE), "ND406", "DTD"),
    "a DTD in the relationships": (with_part("word/_rels/document.xml.rels", LAUGHS), "ND406", "DTD"),
    "a DTD in UTF-16": (with_part("word/document.xml", LAUGHS.encode("utf-16")), "ND406", "DTD"),
    "elements in elements": (with_part("word/document.xml", b"<a>" * 100_000 + b"</a>" * 100_000), "ND402", "повреждён"),
    "duplicate entries": (
        written_by_hand(("a.xml", b"1", 1, 0), ("A.xml", b"2", 1, 0)), "ND406", "встречается",
    ),
    "a name upwards": (written_by_hand(("word/../../evil.xml", b"1", 1, 0)), "ND406", "недопустимое имя"),
    "an absolute name": (written_by_hand(("/etc/cron.d/evil", b"1", 1, 0)), "ND406", "недопустимое имя"),
    "a name of Windows": (written_by_hand(("..\\evil.xml", b"1", 1, 0)), "ND406", "недопустимое имя"),
    "an encrypted entry": (written_by_hand(("word/document.xml", b"1" * 12, 1, 0), flags=1), "ND403", "паролем"),
    "an encrypted document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ND403", "паролем",
    ),
    "a .docm": (
        with_part("[Content_Types].xml", f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN_TYPE.replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main")}"/></Types>'),
        "ND404", "docm",
    ),
    "macros": (with_part("word/vbaProject.bin", b"\xd0\xcf"), "ND404", "макросы"),
    "another compression": (written_by_hand(("word/document.xml", b"1", 1, 14)), "ND406", "неизвестным способом"),
}  # fmt: skip


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a reader in its own process said of each bomb."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (data, _, _) in BOMBS.items():
        (folder / name).write_bytes(data)
    out = subprocess.run([sys.executable, "-c", READER, folder], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(out.stdout)
    return found


@pytest.mark.linux
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_a_second_and_200_megabytes(name: str, refusals: dict[str, Any]) -> None:
    seconds, refused, codes, messages, megabytes = refusals[name]
    _, code, words = BOMBS[name]
    assert refused
    assert [found for found in codes if found.startswith(code)], codes
    assert words in " ".join(messages)
    assert seconds < 1
    assert megabytes < 200


def test_a_document_of_many_pages_is_no_bomb() -> None:
    from nastav_docs.docx.package import read_package  # noqa: PLC0415 - beside what it shows

    package, problems = read_package(docx(*["Слово " * 60] * 5_000), "книга.docx")
    assert problems == ()
    assert package is not None


# ---------------------------------------------------------------------------------------------------------- payloads

# prints each payload with a spy on the interpreter: programs started, files opened, addresses called
PRINTER = """
import json, sys
from tests.docx_builder import compiled, docx, text
from nastav_docs.template.render import render

SPIED = ("os.", "subprocess.", "socket.", "shutil.", "open", "import", "ctypes.", "pty.", "tempfile.")
seen, found = [], {}

def spy(event, arguments):
    if event.startswith(SPIED) and seen is not None:
        name = str(arguments[0]) if arguments else ""
        if event not in ("open", "import", "os.listdir", "os.scandir") or not name.endswith((".py", ".pyc")):
            seen.append(f"{event} {name}")

payloads = json.loads(sys.stdin.read())
data = {"x": {"y": "1"}, "t": "текст", "n": 3, "l": [1, 2], "self": "я", "config": {"a": "1"}}
render(compiled(docx("{{ nothing }}"))[0], data)
sys.addaudithook(spy)
for payload in payloads:
    seen.clear()
    written = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    template, problems = compiled(docx(written))
    told = [p.code for p in problems]
    printed = None
    if template is not None:
        result = render(template, data)
        told += [p.code for p in result.diagnostics]
        printed = None if result.data is None else text(result.data)
    loaded = [event for event in seen if event.startswith(("import nastav_docs", "import jinja2", "import encodings"))]
    found[payload] = [told, printed, [event for event in seen if event not in loaded]]
print(json.dumps(found))
"""

PAYLOADS = [
    *SSTI,
    "{{ self }}{{ self.__dict__ }}",
    "{{ config.__class__.from_envvar.__globals__ }}",
    "{{ cycler }}",
    "{{ joiner(', ') }}",
    "{{ lipsum(n=5) }}",
    "{{ namespace.__init__ }}",
    "{{ x | attr('y') }}",
    "{{ l | map('attr', '__class__') | list }}",
    "{{ l | map(attribute='__class__.__mro__') | list }}",
    "{{ l | map('map', 'attr', '__class__') | list }}",
    "{{ l | sort(attribute='__class__') }}",
    "{{ l | groupby('__class__') | list }}",
    "{{ l | sum(attribute='__class__') }}",
    "{{ l | unique(attribute='__class__') | list }}",
    "{{ l | min(attribute='__class__') }}",
    "{{ l | join(', ', attribute='__class__') }}",
    "{{ l | selectattr('__class__') | list }}",
    "{{ l | rejectattr('__class__.__mro__') | list }}",
    "{{ l | select('attr', '__class__') | list }}",
    "{{ t['__class__'] }}",
    "{{ t['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "{{ x['__cl' + 'ass__'] }}",
    "{{ x[['__class', '__'] | join] }}",
    "{{ ('_' * 2 ~ 'class' ~ '_' * 2) | map(attribute=t) }}",
    "{{ 'a%s' % t }}",
    "{{ '%c' % 97 }}",
    "{{ '{}'.format(t) }}",
    "{{ t.format_map(x) }}",
    "{{ '{0.__class__.__init__.__globals__}' | format(t) }}",
    "{{ f'{t}' }}",
    "{% for k in x.__class__.__mro__ %}{{ k }}{% endfor %}",
    "{% set os = import('os') %}",
    "{% import 'os' as os with context %}{{ os.popen('id') }}",
    "{% from 'subprocess' import Popen %}",
    "{% include '/etc/passwd' %}",
    "{%p include '/etc/passwd' %}",
    "{%p include '../../etc/passwd' %}",
    "{%p include x.y %}",
    "{% do l.append(1) %}",
    "{{ l.append(3) }}",
    "{{ l.__iadd__([1]) }}",
    "{{ x.update({'a': 1}) }}",
    "{{ x.pop('y') }}",
    "{% set x.y = 2 %}",
    "{% macro f() %}{{ varargs.__class__ }}{% endmacro %}{{ f(1) }}",
    "{% macro f() %}{{ kwargs.__class__ }}{% endmacro %}{{ f(a=1) }}",
    "{% macro f() %}{% endmacro %}{{ f.name }}",
    "{% macro f() %}{% endmacro %}{{ f._function }}",
    "{% macro f() %}{{ caller }}{% endmacro %}{% call f() %}{% endcall %}",
    "{% for i in l recursive %}{{ loop(i.__class__) }}{% endfor %}",
    "{% for i in l %}{{ loop.__iter__ }}{% endfor %}",
    "{% for i in l %}{{ loop.changed.__func__ }}{% endfor %}",
    "{{ range(3).__class__ }}",
    "{{ range }}",
    "{{ dict.fromkeys('a') }}",
    "{{ charge.left }}",
    "{{ charge }}{{ context }}{{ resolve }}{{ fresh }}",
    "{{ remembered }}",
    "{{ filters }}{{ tests }}",
    "{{ t_1 }}",
    "{{ l_0_x }}",
    "{{ printing }}",
    "{{ globals() }}",
    "{{ exec('1') }}",
    "{{ eval('1') }}",
    "{{ getattr(x, '__class__') }}",
    "{{ vars(x) }}",
    "{{ type(x) }}",
    "{{ t | pprint }}",
    "{{ t | safe }}",
    "{{ t | forceescape }}",
    "{{ t | urlize }}",
    "{{ l | random }}",
    "{{ x | items.__class__ }}",
    "{% autoescape false %}{{ t }}{% endautoescape %}",
    "{% trans %}a{% endtrans %}",
    "{% debug %}",
    "{{ 'я' * 10 ** 9 }}",
    "{{ 9 ** 99 ** 99 }}",
    "{{ range(10 ** 12) | list }}",
    "{{ t | center(10 ** 9) | length }}{{ nothing }}",
    "{{ t | indent(10 ** 9) }}",
    "{{ t | replace('', 'я' * 1000000) | replace('', 'я' * 1000000) }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
]
HARMLESS = {
    "{{ config.a }}": "1",
    "{% set charge = 1 %}{% set v_ = 2 %}{% set remembered = 3 %}{{ charge }}{{ v_ }}{{ remembered }}": "123",
    "{% set t_1 = 'а' %}{% set start_1 = 'б' %}{% for a in l %}{{ t_1 }}{{ start_1 }}{% endfor %}": "абаб",
    "{{ '__class__' }} {{ '{{ 7*7 }}' }} {{ '%s' }}": "__class__ {{ 7*7 }} %s",
    "{{ x | length }}{{ x.y }}{{ n in l }}": "11нет",
}


@pytest.fixture(scope="module")
def printings() -> dict[str, Any]:
    """What came of each payload, and what the interpreter was asked for on the way."""
    given = json.dumps([*PAYLOADS, *HARMLESS])
    command = [sys.executable, "-c", PRINTER]
    out = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(out.stdout)
    return found


@pytest.mark.parametrize("payload", dict.fromkeys(PAYLOADS))
def test_a_payload_prints_nothing_and_runs_nothing(payload: str, printings: dict[str, Any]) -> None:
    codes, printed, events = printings[payload]
    assert printed is None, printed
    assert codes
    assert events == []


@pytest.mark.parametrize("payload", HARMLESS)
def test_what_only_looks_like_a_payload_prints_as_it_should(payload: str, printings: dict[str, Any]) -> None:
    codes, printed, events = printings[payload]
    assert (codes, printed, events) == ([], HARMLESS[payload], [])
