"""The preview, with the real program, on this machine's own address: what is saved is what is seen."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase

import pytest
from clinic import CATALOG, ENGLISH, Run, edit, refused, snapshot, write
from conftest import PROGRAM, SETTINGS

HOME = "127.0.0.1"
PATIENCE = 60  # seconds for one event; what is slower is broken
NUMBER = "Tiene fiebre de {temperature:38} durante 5 días"


@dataclass
class Visitor:
    """A browser, as far as the server can tell: one connection that listens, others that ask."""

    port: int
    process: subprocess.Popen[str]
    _listening: http.client.HTTPConnection = field(init=False)
    _news: http.client.HTTPResponse = field(init=False)

    def __post_init__(self) -> None:
        self._listening = http.client.HTTPConnection(HOME, self.port, timeout=PATIENCE)
        self._listening.request("GET", "/events")
        self._news = self._listening.getresponse()

    def leave(self) -> None:
        """Stop listening."""
        self._news.close()
        self._listening.close()

    def ask(self, path: str = "/", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer to a request for *path*."""
        connection = http.client.HTTPConnection(HOME, self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def page(self) -> str:
        """Return the page as it is now."""
        return self.ask()[1].decode()

    def until(self, pattern: str, *, gone: bool = False) -> str:
        """Wait for one event after the other until the page has *pattern*, or has it no more; return the page."""
        while True:
            while not self._news.readline().startswith(b"data:"):
                assert self.process.poll() is None
            page = self.page()
            if bool(re.search(pattern, page, re.DOTALL)) is not gone:
                return page


@contextmanager
def preview(project: Path, *arguments: str) -> Iterator[Visitor]:
    """Start ``pnsi18n preview`` in *project*, end it as Ctrl-C does, and see that it ends well."""
    command = [*PROGRAM, "-C", str(project), "preview", *arguments, "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", address)
        assert found, process.communicate()
        visitor = Visitor(int(found[1]), process)
        try:
            yield visitor
        finally:
            visitor.leave()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert said.endswith("\nThe preview has ended.\n")
    finally:
        process.kill()
        process.communicate()


def text(page: str, identifier: str) -> str:
    """Return what the page shows of one message."""
    found = re.search(
        rf"<article[^>]*>\s*<h3[^>]*>[^\n]*</span> {re.escape(identifier)}\n.*?</article>", page, re.DOTALL
    )
    assert found, identifier
    return found[0]


def test_what_is_saved_is_seen_and_nothing_is_written(spanish: Path) -> None:
    """Texts first, the sheet after them; an error in its place."""
    catalog = spanish / CATALOG
    before = snapshot(spanish)
    with preview(spanish, "es", "--paper", "a4") as visitor:
        page = visitor.until(r"Page 1 of 1, as it is printed")
        assert text(page, "em.fever").startswith('<article data-part id="text4" class="sound"')
        assert f'<p class="text own" lang="es" dir="ltr">{NUMBER}</p>' in text(page, "em.fever")
        assert '<a href="#page1" data-top="0.' in text(page, "em.fever")
        picture = re.search(r'<img src="(/[0-9a-f]+\.png)"', page)
        assert picture
        answer, content = visitor.ask(picture[1])
        assert (answer.getheader("content-type"), content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")

        edit(catalog, "durante 5 días", "durante 50 días")
        found = text(visitor.until(r"CR101"), "em.fever")
        assert "durante <mark>50</mark> días" in found
        assert "<strong>Hint:</strong> write 5 where the English has it" in found
        assert "the page shows the English" in found
        assert f"{CATALOG}:" in found
        edit(catalog, "durante 50 días", "durante 5 días")
        assert "0 of them to look at" in visitor.until(r"CR101|Printing", gone=True)
    assert snapshot(spanish) == before


def test_a_broken_catalog_is_named_and_what_was_there_stays(spanish: Path) -> None:
    """Somebody's editor is half-way through saving, or a quote is missing."""
    catalog = spanish / CATALOG
    edit(catalog, "durante 5 días", "durante 50 días")
    wrong = catalog.read_text(encoding="utf-8")
    with preview(spanish, "es") as visitor:
        visitor.until("CR101")
        write(catalog, wrong + 'msgid "half')
        page = visitor.until(r'class="fault"')
        assert re.search(rf"{CATALOG}:\d+</span></p>\n<p>the closing &#34; is missing</p>", page)
        assert "Below is what could be read last." in page
        assert "durante <mark>50</mark> días" in text(page, "em.fever")

        write(catalog, wrong)
        visitor.until('class="fault"', gone=True)


def test_a_catalog_that_is_broken_from_the_start_is_shown_once_it_is_mended(spanish: Path) -> None:
    """There is nothing to keep yet."""
    sound = (spanish / CATALOG).read_bytes()
    write(spanish / CATALOG, b'msgid "\xff"')
    with preview(spanish, "es") as visitor:
        page = visitor.until('class="fault"')
        assert "is not UTF-8" in page
        assert "Below is" not in page
        write(spanish / CATALOG, sound)
        assert 'class="fault"' not in visitor.until("Hoja de prueba")


def test_of_many_savings_the_last_is_shown(spanish: Path) -> None:
    """Two people, or one quick one: nobody waits for what is no more."""
    catalog = spanish / CATALOG
    sound = catalog.read_text(encoding="utf-8")
    with preview(spanish, "es") as visitor:
        visitor.until("Hoja de prueba")
        for letter in ascii_uppercase:
            write(catalog, sound.replace("Hoja de prueba", f"Hoja {letter}"))
        page = visitor.until("Hoja Z<")
        assert "Hoja Y<" not in page


def test_configuration_and_english_are_followed_too(spanish: Path) -> None:
    """An editor that puts a new file in the place of the old one is followed as well, again and again."""
    configuration = spanish / "pyproject.toml"
    with preview(spanish, "es") as visitor:
        visitor.until("Hoja de prueba")
        for old, new, seen in (("papers", "papper", "fault"), ("papper", "papers", ""), ("papers", "sheets", "fault")):
            beside = spanish / "pyproject.new"
            write(beside, configuration.read_text(encoding="utf-8").replace(old, new))
            beside.replace(configuration)
            page = visitor.until('class="fault"', gone=not seen)
            assert not seen or "pyproject.toml" in page
        edit(configuration, "sheets", "papers")
        visitor.until('class="fault"', gone=True)
        edit(spanish / ENGLISH, "not advice", "no advice")
        found = text(visitor.until("stale"), "intro")
        assert "<del>" in found
        assert "<ins>" in found


def test_every_state_says_what_it_is(spanish: Path) -> None:
    """Fuzzy, missing, and not on the page; what somebody wrote as markup is shown as it was written."""
    edit(spanish / CATALOG, 'msgctxt "intro"', '#, fuzzy\nmsgctxt "intro"')
    edit(spanish / CATALOG, "Hoja de prueba", "<script>alert(1)</script>")
    edit(spanish / CATALOG, "**No puede** respirar", "")
    with preview(spanish, "es") as visitor:
        page = visitor.until('class="todo"')
        assert '<span class="standing fuzzy">fuzzy</span>' in text(page, "intro")
        assert '<span class="standing untranslated">no translation</span>' in text(page, "em.breath")
        assert '<span class="risk critical">critical</span>' in text(page, "em.breath")
        assert "&lt;script&gt;" in text(page, "title")
        assert page.count("<script") == 1


def test_right_to_left_is_right_to_left(project: Path, run: Run) -> None:
    """The translation has its own language and direction, and placeholders in it are isolated."""
    assert run("extract").exit_code == run("init", "ar").exit_code == 0
    edit(
        project / "locale/ar/LC_MESSAGES/fixture.po",
        '{emergency_number} if you:"\nmsgstr ""',
        '{emergency_number} if you:"\nmsgstr "اتصل بالرقم {emergency_number} إذا:"',
    )
    with preview(project, "ar") as visitor:
        found = text(visitor.until("اتصل"), "em.lead")
    assert '<p class="text own" lang="ar" dir="rtl">' in found
    assert "\u2068{emergency_number}\u2069" in found


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Return a visitor of a preview that nobody changes."""
    from conftest import CATALOG as PO
    from conftest import CONFIGURATION, HANDOUT

    folder = tmp_path_factory.mktemp("preview")
    write(folder / "pyproject.toml", CONFIGURATION)
    write(folder / ENGLISH, HANDOUT)
    write(folder / "source/fixture/handout.toml", SETTINGS)
    write(folder / CATALOG, PO)
    with preview(folder, "es") as one:
        one.until("Hoja de prueba")
        yield one


@pytest.mark.parametrize(
    "host", ["clinic.example", "clinic.example:{}", "127.0.0.1", "localhost:1", "", "127.0.0.1:{}.x"]
)
def test_whoever_asks_for_another_machine_is_refused(visitor: Visitor, host: str) -> None:
    """DNS rebinding: a page from elsewhere has a name for 127.0.0.1, and the browser sends it along."""
    for path in ("/", "/events", "/preview.js"):
        answer, content = visitor.ask(path, Host=host.format(visitor.port))
        assert (answer.status, content) == (421, b"the preview is not here")


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "[::1]:{}"])
def test_this_machine_may_be_called_by_all_its_own_names(visitor: Visitor, host: str) -> None:
    """What a person types into the address line."""
    assert visitor.ask(Host=host.format(visitor.port))[0].status == 200


def test_the_page_may_load_nothing_but_its_own(visitor: Visitor) -> None:
    """No address of another place is in it, and the browser is told to keep to that."""
    answer, content = visitor.ask()
    policy = answer.getheader("content-security-policy") or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert answer.getheader("cross-origin-resource-policy") == "same-origin"
    assert not re.search(rb'(?:src|href)="(?!/[a-z0-9.]+"|#)', content)
    assert b"style=" not in content
    for name in re.findall(r'(?:src|href)="(/[a-z0-9.]+)"', content.decode()):
        assert visitor.ask(name)[0].status == 200, name


@pytest.mark.parametrize("path", ["/..%2fpyproject.toml", "/../pyproject.toml", "/preview.py", "/a/b"])
def test_no_file_of_the_machine_is_served(visitor: Visitor, path: str) -> None:
    """The server knows the files that it was given, and no folder."""
    assert visitor.ask(path)[0].status == 404


def test_nothing_can_be_sent_to_it(visitor: Visitor) -> None:
    """It answers, and takes nothing in."""
    connection = http.client.HTTPConnection(HOME, visitor.port, timeout=PATIENCE)
    connection.request("POST", "/", body="x")
    assert connection.getresponse().status == 405
    connection.close()


def test_no_other_address_of_the_machine_answers(visitor: Visitor) -> None:
    """Promise that the network sees nothing; on Linux 127.0.0.2 answers whatever listens everywhere."""
    own = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None)} - {HOME, "::1"}
    for address in {"127.0.0.2", *own}:
        with pytest.raises(OSError, match=r".+"):
            socket.create_connection((str(address), visitor.port), timeout=5)


def test_a_port_that_is_taken_is_named(spanish: Path, run: Run) -> None:
    """With what to do."""
    with socket.socket() as taken:
        taken.bind((HOME, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        error = refused(run, spanish, "preview", "es", "--port", port, "--no-browser")
    assert f"port {port} cannot be opened: address already in use\n  hint: name another one with --port" in error


def test_without_the_server_it_says_how_to_get_one(spanish: Path) -> None:
    """It is an extra: whoever only prints needs no server."""
    code = "import sys; sys.modules['starlette'] = None; from pnsi18n.__main__ import main; main()"
    command = [sys.executable, "-c", code, "-C", str(spanish), "preview", "es"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, env={**os.environ, "BROWSER": "true"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "what shows the preview is not installed: starlette" in done.stderr
    assert "hint: install it with: pip install 'pnsi18n[preview]'" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ar",), "locale/ar/LC_MESSAGES/fixture.po: there is no catalog for Arabic"),
        (("en",), "en is not translated by people"),
        (("es", "--handout", "other"), "there is no handout 'other'"),
        (("es", "--paper", "a3"), "--paper a3 is not known"),
        (("es", "--port", "70000"), "port 70000 cannot be opened"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_once(
    catalogs: Path, run: Run, words: tuple[str, ...], sentence: str
) -> None:
    """Before a server is started."""
    edit(catalogs / "pyproject.toml", '["es"]', '["es", "ar"]')
    assert sentence in refused(run, catalogs, "preview", *words, "--no-browser")


def test_of_two_handouts_one_is_named(catalogs: Path, run: Run) -> None:
    """A page of both would be nobody's page."""
    write(catalogs / "source/second/handout.md", "# Second {#title}\n")
    write(catalogs / "source/second/handout.toml", SETTINGS)
    error = refused(run, catalogs, "preview", "es", "--no-browser")
    assert "hint: name it with --handout; there are: fixture, second" in error
    with preview(catalogs, "es", "--handout", "fixture") as visitor:
        visitor.until("Hoja de prueba")
