"""Templates → code, compiled once and kept for the next build, signed so that only this user's own is ever run.

Compiled code is run as it is read. So the file in the cache carries a signature
(HMAC-SHA256), and its key lies among the user's own settings, never inside an
exhibition: a cache that came along with one, or that somebody else could write
to, is not theirs to sign. What was signed for another version of Python or Jinja,
or for other options, fails in the same way, and what fails is not looked into,
but compiled and replaced. Where no key can be kept, nothing is.

The code is Jinja's own but for three things. A value is written by `written`, which
escapes as `markupsafe.escape` does and makes no object of it: half of what a page
shows is escaped already, and all of it is only joined. What has an attribute is
asked for it at once: Jinja is only asked for what is none, a key or nothing at all.
And a template or block gives what it says in one piece: given word by word, each
would be handed up through every template that extends another.
"""

from __future__ import annotations

import hashlib
import hmac
import marshal
import os
import stat
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from jiangxin.cache import write_whole
from jiangxin.folders import settings_folder

FILE = "templates.compiled"  # in the cache
KEY_FILE = "template-key"  # among the user's settings
_FORM = 3  # raised where `WritingGenerator` makes other code
_KEY_LENGTH = 32
_OPTIONS = ("trim_blocks", "lstrip_blocks", "keep_trailing_newline", "newline_sequence", "autoescape", "optimized")


try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # a markupsafe without it is only slower
    _escape_inner = escape


def written(value: object) -> str:
    """Give a value as a page shows it: safe in HTML."""
    if type(value) is str:
        return _escape_inner(value)
    if type(value) is Markup:
        return value
    return value.__html__() if hasattr(value, "__html__") else _escape_inner(str(value))


class WritingGenerator(CodeGenerator):
    """Makes code that writes values by `written`, asks them for their attributes, and gives a block as a whole."""

    def write_commons(self) -> None:
        """Write what every template and block begins with."""
        super().write_commons()
        self.writeline("written = environment.written")

    def enter_frame(self, frame: Frame) -> None:
        """Begin a part of the code; what a template or a block says is gathered from here."""
        super().enter_frame(frame)
        if frame.rootlevel or frame.block_frame:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End a part of the code; what was gathered is given."""
        if frame.rootlevel or frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Include(self, node: jinja2.nodes.Include, frame: Frame) -> None:  # noqa: N802  # its name in Jinja
        """Write an include; what one without context says Jinja gives at once: what was said before goes first."""
        if not node.with_context:
            self.writeline(f"yield concat({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def visit_Call(  # noqa: N802  # its name in Jinja
        self, node: jinja2.nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; what is called here wants nothing of the loops and blocks around it."""
        self.write("context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: jinja2.nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")

    def visit_Getattr(self, node: jinja2.nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # its name in Jinja
        """Write how an attribute is looked up."""
        self.write("(found if (found := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")


class CompiledTemplates(jinja2.BytecodeCache):
    """The compiled templates of an environment, for all its languages.

    They are compiled in `environment` itself, which speaks none: so no language's
    filter can be worked out beforehand and its result be shown in another.
    """

    def __init__(self, environment: jinja2.Environment, cache_folder: Path | None) -> None:
        self._environment = environment
        self._ready: dict[tuple[str, bytes], CodeType] = {}
        self._kept: dict[str, tuple[bytes, bytes]] = {}
        self._is_changed = False
        self._file = cache_folder / FILE if cache_folder else None
        self._key = signing_key() if cache_folder else None
        if self._file and self._key:
            self._kept = _read(self._file, self._key, stamp_of(environment))

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Give the code of a template, kept or compiled now. Raises TemplateSyntaxError."""
        place = filename or name
        digest = hashlib.blake2b(
            f"{name}\0{place}\0{source}".encode("utf-8", "surrogateescape"), digest_size=16
        ).digest()
        bucket = Bucket(environment, place, digest.hex())
        bucket.code = self._ready.get((place, digest)) or self._load(place, digest)
        if bucket.code is None:
            bucket.code = self._environment.compile(source, name, filename)
            self._kept[place] = digest, marshal.dumps(bucket.code)
            self._is_changed = True
        self._ready[place, digest] = bucket.code
        return bucket

    def _load(self, place: str, digest: bytes) -> CodeType | None:
        of, code = self._kept.get(place, (b"", b""))
        return marshal.loads(code) if of == digest else None  # noqa: S302  # signed, or made here

    def save(self) -> None:
        """Keep what was compiled, where that is safe; where it cannot be written the next build is only slower."""
        if not (self._is_changed and self._file and self._key):
            return
        kept = {place: code for place, code in self._kept.items() if Path(place).is_file()}
        payload = marshal.dumps(kept)
        try:
            write_whole(self._file, _sign(self._key, stamp_of(self._environment), payload) + payload)
        except OSError:
            return
        self._is_changed = False


def stamp_of(environment: jinja2.Environment) -> bytes:
    """Give what, beside a template's source, decides what it is compiled to."""
    options = [getattr(environment, name) for name in _OPTIONS]
    known = [sorted(names) for names in (environment.extensions, environment.filters, environment.tests)]
    return repr((_FORM, sys.implementation.cache_tag, MAGIC_NUMBER, jinja2.__version__, options, known)).encode()


def _read(file: Path, key: bytes, stamp: bytes) -> dict[str, tuple[bytes, bytes]]:
    """Give what was kept, by the template's place: the digest of its source, its code; nothing where it is unsigned."""
    try:
        written = file.read_bytes()
    except OSError:
        return {}
    length = hashlib.sha256().digest_size
    signature, payload = written[:length], written[length:]
    if not hmac.compare_digest(signature, _sign(key, stamp, payload)):
        return {}
    kept: dict[str, tuple[bytes, bytes]] = marshal.loads(payload)  # noqa: S302  # signed: written by `save`
    return kept


def _sign(key: bytes, stamp: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, len(stamp).to_bytes(8, "big") + stamp + payload, "sha256")


def signing_key() -> bytes | None:
    """Give this user's key, made at the first call; None where there is no place that is theirs alone."""
    folder = settings_folder()
    if folder is None:
        return None
    file = folder / KEY_FILE
    try:
        return _read_key(file) or _make_key(file)
    except OSError:
        return None


def _read_key(file: Path) -> bytes | None:
    """Give the key in a file that nobody else can read or write; None where it has none. Raises OSError."""
    try:
        opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return None
    with open(opened, "rb") as stream:  # noqa: PTH123  # a descriptor: what is looked at is what is read
        head = os.fstat(opened)
        if os.name == "posix" and (head.st_uid != os.geteuid() or stat.S_IMODE(head.st_mode) & 0o077):
            raise PermissionError(f"others can reach {file}")
        key = stream.read(_KEY_LENGTH + 1)
    return key if len(key) == _KEY_LENGTH else None


def _make_key(file: Path) -> bytes | None:
    """Make a key that is there whole or not at all; of two that are made at once, the last holds. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123
        stream.write(os.urandom(_KEY_LENGTH))
    beside.replace(file)
    return _read_key(file)
