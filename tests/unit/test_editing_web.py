"""The desk answers a browser that was let in, and no other page; what it shows is escaped; a GET changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import urlopen

import pytest

from jiangxin.cli import DONE, main
from jiangxin.editing.web.workplace import ASSETS
from tests.editing_desk import FILES, PERSON, Running, begun, running

JIA = "craftsman/yang-jia"
CHANGES = ("new", f"save/{JIA}", f"form/{JIA}", f"add/{JIA}", f"remove/{JIA}", "undo", "redo")
PAGES = (
    "",
    f"entry/{JIA}",
    "find?q=yang&kinds=craftsman",
    f"address/{JIA}",
    "picture/craftsmen/a.jpg",
    "assets/desk.css",
    "nothing",
)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no pages are built, wait for none."""
    monkeypatch.setattr("jiangxin.editing.web.pages._TURNS", 1)


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a desk that has let a browser in, for requests that must change nothing: files are compared at the end."""
    folders = begun(tmp_path_factory.mktemp("shut"))
    (folders.content / "craftsmen" / "a.jpg").write_bytes(b"a picture")
    with running(folders) as desk:
        desk.let_in()
        before = state(folders.content)
        yield desk
        assert state(folders.content) == before


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    """Give a desk that has let a browser in."""
    with running(begun(tmp_path)) as started:
        started.let_in()
        yield started


def state(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def digest_of(desk: Running, ref: str = JIA) -> str:
    """Give the digest that an entry's page begins with."""
    found = re.search(r'data-digest="([^"]+)"', desk.see(f"entry/{ref}").text)
    assert found
    return found[1]


def test_the_key_opens_once(tmp_path: Path) -> None:
    """The address of the terminal sets the cookie and leads to the clean one; a second time it opens nothing."""
    with running(begun(tmp_path)) as desk:
        path = desk.address.partition(str(desk.port))[2]
        opened = desk.ask("GET", path)
        assert (opened.status, opened.headers["Location"]) == (302, "/_desk/")
        said = opened.headers["Set-Cookie"]
        assert said.endswith("; HttpOnly; SameSite=Strict; Path=/_desk/")
        cookie = said.partition(";")[0]
        assert desk.ask("GET", "/_desk/", Cookie=cookie).status == 200
        again = desk.ask("GET", path)
        assert (again.status, "Set-Cookie" in again.headers) == (403, False)
        assert "终端" in again.text
        next_address = desk.opened_again[-1]
        assert desk.ask("GET", next_address.partition(str(desk.port))[2]).status == 302
        assert desk.ask("GET", path, Cookie=cookie).headers["Location"] == "/_desk/", "who is in stays in"


def test_secrets_are_new_at_each_start_and_in_no_page_of_the_site(tmp_path: Path) -> None:
    """Another run has another key, cookie and token; none of them reaches a file or a page of the exhibition."""
    seen: list[set[str]] = []
    for _ in range(2):
        folders = begun(tmp_path)
        with running(folders) as desk:
            key = desk.address.partition("key=")[2]
            desk.let_in()
            seen.append({key, desk.cookie, desk.token})
            page = desk.ask("GET", "/", Host=f"localhost:{desk.port}").text
            written = b"".join(state(folders.root).values()).decode("latin-1")
            assert not any(secret in page or secret in written for secret in (key, desk.token, desk.cookie[-20:]))
    assert not seen[0] & seen[1]
    assert all(len(secret) >= 32 for secret in seen[0])


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_seen_without_the_cookie(shut: Running, path: str) -> None:
    """A browser that was not let in sees nothing, neither a page nor a picture; a wrong cookie is none."""
    assert shut.ask("GET", f"/_desk/{path}").status == 403
    assert shut.ask("GET", f"/_desk/{path}", Cookie="desk-1=x").status == 403
    assert shut.ask("GET", f"/_desk/{path}", Cookie=f"{shut.cookie[:-1]}~").status == 403
    assert shut.see(path).status in (200, 404)


@pytest.mark.parametrize("key", ["wrong", "%00", "%ff", "é", "key" * 1000])
def test_a_wrong_key_opens_nothing(shut: Running, key: str) -> None:
    """A guess of a key is refused and sets no cookie."""
    answer = shut.ask("GET", f"/_desk/?key={key.encode().decode('latin-1') if key.isascii() else '%C3%A9'}")
    assert answer.status in (400, 403)
    assert "Set-Cookie" not in answer.headers


def test_another_name_is_refused(shut: Running) -> None:
    """A name that is bound anew to this machine (DNS rebinding) is refused with cookie and token; so is `localhost`."""
    names = ("evil.example", f"evil.example:{shut.port}", "127.0.0.1", "127.0.0.1:1", f"localhost:{shut.port}", "")
    for host in (*names, f"127.0.0.1:{shut.port}.evil.example"):
        for path in PAGES:
            assert shut.ask("GET", f"/_desk/{path}", Cookie=shut.cookie, Host=host).status in (400, 403), (host, path)
        for path in CHANGES:
            assert shut.change(path, Host=host or "x").status in (400, 403), (host, path)
        assert shut.ask("GET", shut.opened_again[-1].partition(str(shut.port))[2], Host=host).status in (400, 403)


ORIGINS = ("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost:{port}", "https://127.0.0.1:{port}")


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_from_elsewhere_is_refused(shut: Running, path: str) -> None:
    """Another origin, none, another site, no token or a wrong one: each alone is enough to be refused."""
    for origin in ORIGINS:
        assert shut.change(path, Origin=origin.format(port=shut.port)).status == 403, origin
    assert shut.change(path, Origin="").status == 403
    for site in ("cross-site", "same-site", "none"):
        assert shut.change(path, Sec_Fetch_Site=site).status == 403, site
    for token in ("", "x", shut.cookie.partition("=")[2]):
        assert shut.change(path, X_Desk_Token=token).status == 403, token
    assert shut.change(path, Cookie="").status == 403
    form = shut.ask(
        "POST", f"/_desk/{path}", b"a=1", **shut.ours(X_Desk_Token="", Content_Type="application/x-www-form-urlencoded")
    )
    assert form.status == 403


@pytest.mark.parametrize("path", CHANGES)
def test_a_get_changes_nothing(shut: Running, path: str) -> None:
    """What changes something is a POST; with all that a change brings, another method is refused."""
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
        assert shut.ask(method, f"/_desk/{path}", **shut.ours()).status in (403, 404, 405), method


def test_other_pages_of_the_web_may_not_even_look(shut: Running) -> None:
    """A page of elsewhere that asks without navigating is refused; a followed link is answered."""
    for site in ("cross-site", "same-site"):
        looked = shut.ask("GET", "/_desk/", Cookie=shut.cookie, Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")
        assert looked.status == 403
        framed = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}
        assert shut.ask("GET", "/_desk/", Cookie=shut.cookie, **framed).status == 403
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert shut.ask("GET", "/_desk/", Cookie=shut.cookie, **followed).status == 200
    assert shut.ask("GET", "/_desk/assets/entry.js", Cookie=shut.cookie, Service_Worker="script").status == 403


@pytest.mark.parametrize("path", [*PAGES, "?key=wrong"])
def test_every_answer_forbids_what_a_browser_need_not_do(shut: Running, path: str) -> None:
    """No frame, no inline script or style, no foreign host, no sniffing, nothing kept, nothing told on."""
    for cookie in (shut.cookie, "x=y"):
        headers = shut.ask("GET", f"/_desk/{path}", Cookie=cookie).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy or "sandbox" in policy
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers


def test_the_pages_of_the_exhibition_have_another_origin(shut: Running) -> None:
    """Under the desk's name there are no pages; under theirs there is no desk, and only the desk may frame them."""
    assert shut.ask("GET", "/").headers["Location"] == "/_desk/"
    assert shut.ask("GET", "/index.html").status == 403
    page = shut.ask("GET", "/index.html", Host=f"localhost:{shut.port}")
    assert page.status == 200
    assert page.headers["Content-Security-Policy"] == f"frame-ancestors {shut.origin}"
    assert "X-Frame-Options" not in page.headers
    assert shut.ask("GET", "/livereload.js", Host=f"localhost:{shut.port}").status == 200
    assert shut.ask("GET", "/livereload.js").status == 403


def test_a_change_is_bounded(shut: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too much, or an unknown amount, is refused by the headers: nothing of it need arrive."""
    monkeypatch.setenv("JIANGXIN_TEXT_KB", "1")
    monkeypatch.setenv("JIANGXIN_PICTURE_MB", "1")
    for path, most in ((f"save/{JIA}", 4096), ("new", 4096), (f"add/{JIA}", 1 << 20)):
        assert shut.ask("POST", f"/_desk/{path}", **shut.ours(Content_Length=str(most + 1))).status == 413
        assert shut.ask("POST", f"/_desk/{path}", **shut.ours(Content_Length="9" * 40)).status in (400, 413)
        assert shut.ask("POST", f"/_desk/{path}", **shut.ours(Transfer_Encoding="chunked")).status in (400, 411)
    assert shut.ask("POST", f"/_desk/save/{JIA}", b" " * 4096, **shut.ours()).status == 400


@pytest.mark.parametrize(
    "given",
    [
        [],
        {"digest": 1, "changes": {}},
        {"digest": "x", "changes": []},
        {"digest": "x", "changes": {"summary": 1}},
        {"digest": "x", "changes": {"summary": {"a": [None]}}},
        {"digest": "x", "changes": {"tags": [1]}},
    ],
)
def test_what_no_form_sends_is_not_understood(shut: Running, given: object) -> None:
    """A body of another shape is refused without a trace."""
    assert shut.ask("POST", f"/_desk/save/{JIA}", json.dumps(given).encode(), **shut.ours()).status == 400
    deep = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    assert shut.ask("POST", f"/_desk/save/{JIA}", deep, **shut.ours()).status == 400


WAYS_OUT = (
    "../secret.jpg",
    "..%2fsecret.jpg",
    "%2e%2e/secret.jpg",
    "craftsmen/../../secret.jpg",
    "/etc/passwd",
    "craftsmen//a.jpg",
    "craftsmen/A.jpg",
    "craftsmen/a.jpg/",
    "craftsmen/a.jpg%00",
    "craftsmen/link.jpg",
    "craftsmen/away/secret.jpg",
    "craftsmen/yang-jia.md",
    "exhibition.yaml",
    "craftsmen/draw.svg",
)


@pytest.mark.parametrize("name", WAYS_OUT)
def test_only_pictures_of_the_content_are_shown(shut: Running, name: str) -> None:
    """No way out, no link, no other case, no file of another sort: by the exact name of a picture, or not at all."""
    craftsmen = shut.content / "craftsmen"
    (shut.folders.root / "secret.jpg").write_bytes(b"secret")
    made = {"link.jpg": craftsmen / "a.jpg", "away": shut.folders.root}
    try:
        for each, target in made.items():
            (craftsmen / each).symlink_to(target)
        (craftsmen / "draw.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
        answer = shut.see(f"picture/{name}")
        assert answer.status == 404
        assert "secret" not in answer.text
        assert shut.see("picture/craftsmen/a.jpg").text == "a picture"
        assert "sandbox" in shut.see("picture/craftsmen/a.jpg").headers["Content-Security-Policy"]
    finally:
        for each in (*made, "draw.svg"):
            (craftsmen / each).unlink()


@pytest.mark.parametrize(
    "ref", ["craftsman/..", "craftsman/%2e%2e%2fx", "nonsense/x", "craftsman/none", "page/x%00", "x"]
)
def test_there_is_no_entry_of_such_a_name(shut: Running, ref: str) -> None:
    """A name that is none leads nowhere, to look at and to change."""
    assert shut.see(f"entry/{ref}").status == 404
    for begun_too in ("", "?begun=1"):
        assert shut.see(f"entry/nonsense/x{begun_too}").status == 404
    answer = shut.change(f"save/{ref}", {"digest": "", "changes": {"summary": "x"}})
    assert answer.status in (404, 405) or answer.told["is"] in ("refused", "stale")


def test_assets_are_those_there_are(shut: Running) -> None:
    """Each script, sheet and sign of the desk is given by its name; no other name is a way to a file."""
    assert {"desk.css", "entry.js", "listing.js", "icon.svg"} <= ASSETS.keys()
    for name, content in ASSETS.items():
        assert shut.see(f"assets/{name}").text.encode() == content
    for name in ("..%2fdesk.py", "desk.py", "", "templates"):
        assert shut.see(f"assets/{name}").status == 404


def test_a_save_writes_what_was_typed_and_nothing_else(desk: Running) -> None:
    """One field changes, the editor's remark stays; the answer brings the digest that the next save begins with."""
    digest = digest_of(desk)
    saved = desk.change(f"save/{JIA}", {"digest": digest, "changes": {"summary": "另一句"}})
    assert saved.status == 200
    assert saved.told["digest"] != digest
    assert desk.text_of("craftsmen/yang-jia.md") == PERSON.replace("一句介绍", "另一句")
    undone = desk.change("undo").told["step"]
    assert isinstance(undone, dict)
    assert (undone["ref"], undone["href"]) == (JIA, f"/_desk/entry/{JIA}")
    assert desk.text_of("craftsmen/yang-jia.md") == PERSON
    assert desk.change("redo").told["step"]
    assert desk.change("redo").told["step"] is None


def test_a_lost_update_is_refused_and_both_are_told(desk: Running) -> None:
    """A file that was changed since is not overwritten; what it says now stands beside what was typed."""
    digest = digest_of(desk)
    outside = PERSON.replace("一句介绍", "外面改的").replace("样例甲", "样例丙")
    (desk.content / "craftsmen" / "yang-jia.md").write_text(outside, encoding="utf-8")
    changes = {"summary": "我改的", "trade": "样例工种"}
    stale = desk.change(f"save/{JIA}", {"digest": digest, "changes": changes})
    assert stale.told["is"] == "stale"
    assert stale.told["both"] == [
        {"path": "name", "label": "姓名", "theirs": "样例丙", "mine": "", "clashes": False},
        {"path": "summary", "label": "提要", "theirs": "外面改的", "mine": "我改的", "clashes": True},
        {"path": "trade", "label": "工种", "theirs": "", "mine": "样例工种", "clashes": False},
    ]
    assert desk.text_of("craftsmen/yang-jia.md") == outside
    drawn = desk.change(f"form/{JIA}", {"changes": changes}).told
    assert "我改的" in str(drawn["form"])
    assert "我改的" not in str(drawn["saved"])
    assert desk.change(f"save/{JIA}", {"digest": drawn["digest"], "changes": changes}).told.get("is") is None
    assert "我改的" in desk.text_of("craftsmen/yang-jia.md")
    assert "样例丙" in desk.text_of("craftsmen/yang-jia.md")


def test_what_blocks_is_told_by_field_and_not_written(desk: Running) -> None:
    """A problem that blocks comes back in the words of `check`, with its field and the nearest right value."""
    refused = desk.change(f"save/{JIA}", {"digest": digest_of(desk), "changes": {"studio": "yangli-gongzuoshii"}}).told
    assert refused["is"] == "refused"
    (problem,) = refused["problems"] if isinstance(refused["problems"], list) else []
    assert (problem["field"], problem["weight"]) == ("studio", "blocks")
    assert "yangli-gongzuoshi" in problem["text"]
    assert "content/" not in problem["text"], "the place is the field"
    assert desk.text_of("craftsmen/yang-jia.md") == PERSON


def test_an_entry_begins_with_its_name(desk: Running) -> None:
    """A name makes a draft with an id by its pinyin; a kind that asks for more hands over what is known so far."""
    begun_ = desk.change("new", {"kind": "craftsman", "title": "样例丁"}).told
    assert begun_["href"] == f"/_desk/entry/{begun_['ref']}"
    assert "status: draft" in desk.text_of(f"craftsmen/{str(begun_['ref']).partition('/')[2]}.md")
    more = desk.change("new", {"kind": "hall", "title": "样例馆"}).told
    assert more["pending"] == {"title": "样例馆", "status": "draft"}
    assert desk.see(str(more["href"]).removeprefix("/_desk/")).status == 200
    assert desk.change("new", {"kind": "craftsman", "title": " "}).told["is"] == "refused"
    assert desk.change("new", {"kind": "nonsense", "title": "x"}).told["is"] == "refused"


def test_a_file_that_cannot_be_read_is_told(desk: Running, caplog: pytest.LogCaptureFixture) -> None:
    """What no form can open is said with its file and line, and the rest goes on; nothing of it is an error of ours."""
    (desk.content / "craftsmen" / "yang-yi.md").write_text("---\nname: [\n---\n", encoding="utf-8")
    page = desk.see("entry/craftsman/yang-yi")
    assert page.status == 422
    assert "content/craftsmen/yang-yi.md:" in page.text
    assert desk.see("").status == desk.see(f"entry/{JIA}").status == 200
    saved = desk.change(f"save/{JIA}", {"digest": digest_of(desk), "changes": {"summary": "另一句"}}).told
    assert "is" not in saved
    shutil.rmtree(desk.content)
    assert desk.see("").status == 422
    assert desk.see(f"entry/{JIA}").status == 404
    assert desk.change("new", {"kind": "craftsman", "title": "样例丁"}).told["is"] == "refused"
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def test_an_entry_goes_and_comes_back(desk: Running) -> None:
    """What others name is not removed, and they are named; what is removed comes back by undo."""
    refused = desk.change("remove/studio/yangli-gongzuoshi").told
    assert refused["is"] == "refused"
    assert desk.change("remove/craftsman/yang-yi").told["step"]
    assert not (desk.content / "craftsmen" / "yang-yi.md").exists()
    assert desk.change("undo").told["step"]
    assert (desk.content / "craftsmen" / "yang-yi.md").exists()


def test_the_command(tmp_path: Path) -> None:
    """`jiangxin edit` tells where to open it; what it builds holds drafts, lies apart from the site, and is cleaned."""
    draft = "---\nname: 样例丙\nstatus: draft\n---\n"
    folders = begun(tmp_path, {**FILES, "craftsmen/yang-bing.md": draft})
    arguments = [sys.executable, "-m", "jiangxin", "edit", str(tmp_path), "--port", "0", "--lang", "zh"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as running_:  # noqa: S603 (our own words)
        assert running_.stdout
        try:
            address = next(line for line in running_.stdout if "/_desk/?key=" in line).partition("：")[2].strip()
            with urlopen(address.partition("?")[0].replace("_desk/", "").replace("127.0.0.1", "localhost")) as page:  # noqa: S310
                assert "样例展" in page.read().decode()
        finally:
            running_.terminate()
    assert (folders.preview / "craftsmen" / "yang-bing.html").is_file()
    assert not (tmp_path / "site").exists()
    assert main(["clean", str(tmp_path)]) == DONE
    assert not folders.preview.exists()


HOSTILE = "\"><script>alert(1)</script>'`{{7*7}}</textarea></script><!--"


class Tags(HTMLParser):
    """Collects what a page consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, handlers and values."""
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.said += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.said.append(data)


def test_a_hostile_text_is_shown_as_it_is_written(tmp_path: Path) -> None:
    """In every field that takes words, and as a name, a title, a relation and a search, markup stays words."""
    quoted = json.dumps(HOSTILE)
    person = "\n".join(
        [
            "---",
            f"name: {quoted}",
            *(f"{name}: {quoted}" for name in ("summary", "note", "trade", "position", "place", "name_en")),
            f"studio: {quoted}",
            f"also_called: [{quoted}]",
            f"tags: [{quoted}]",
            f"status: {quoted}",
            f"born: {quoted}",
            f"age: {quoted}",
            f"{quoted}: {quoted}",
            f"images: [{{file: {quoted}, alt: {quoted}, odd: {quoted}}}]",
            f"honours: [{{printed: {quoted}, year: {quoted}}}]",
            f"quotes: [{{text: {{text: {quoted}, text_en: {quoted}}}}}]",
            "---",
            HOSTILE,
        ]
    )
    with running(begun(tmp_path, {**FILES, "craftsmen/yang-jia.md": person})) as desk:
        desk.let_in()
        listed, page = desk.see("?kind=craftsman").text, desk.see(f"entry/{JIA}").text
        form = desk.change(f"form/{JIA}", {"changes": {"summary": HOSTILE * 2, "images[0].caption": HOSTILE}}).told
        found = desk.see("?q=%3Cscript%3E&kind=%22%3E").text
        for text in (listed, page, str(form["form"]), str(form["saved"]), found):
            tags = Tags()
            tags.feed(text)
            for script in tags.scripts:
                assert (script.get("src") or "").startswith("/_desk/assets/") or script.get("id") == "desk"
            assert not tags.handlers
            assert "49" not in re.sub(r"\d{3,}", "", " ".join(tags.said)) or "{{7*7}}" in " ".join(tags.said)
        tags = Tags()
        tags.feed(page)
        assert sum(HOSTILE in each for each in tags.said) >= 12
        assert "alert" not in desk.see("entry/craftsman/%3Cscript%3Ealert(1)").text
