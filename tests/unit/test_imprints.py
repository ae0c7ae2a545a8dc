"""A page is known again exactly where nothing that it looked up differs."""

import marshal
import random
from pathlib import Path

import pytest

from jiangxin.imprints import Imprint, Imprints, Witness

FRAME = b"frame"


class World:
    """Facts of one table, and what they say."""

    def __init__(self, **facts: str) -> None:
        self.facts = facts


def made(*facts: str, orders: tuple[tuple[object, ...], ...] = ()) -> Imprint:
    """Give an imprint of a page that looked up `facts`."""
    return Imprint("0" * 64, "given", tuple(f"table {fact}" for fact in facts), orders)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give where imprints are kept."""
    return tmp_path / "pages.bin"


def kept(file: Path, world: World, frame: bytes = FRAME) -> Imprints:
    """Read what was kept."""
    return Imprints(file, frame, Witness(file.with_name("told.bin"), {"table": dict(world.facts)}))


def known(imprints: Imprints, *paths: str) -> list[str]:
    """Give those of `paths` that are known."""
    return [*imprints.known(dict.fromkeys(paths, "given"))]


def test_known_until_a_fact_differs(file: Path) -> None:
    """A page is known while its facts are as they were, and again when they are put back."""
    world = World(a="1", b="2")
    first = kept(file, world)
    assert known(first, "x", "y", "z") == []
    for path, imprint in {"x": made("a"), "y": made("a", "b", orders=(("card", 1),)), "z": made("absent")}.items():
        first.put(path, imprint)
    first.save()
    assert known(kept(file, world), "x", "y", "z") == ["x", "y", "z"]
    assert known(kept(file, World(a="1", b="3")), "x", "y", "z") == ["x", "z"]
    assert known(kept(file, World(a="1", b="2", absent="here")), "x", "y", "z") == ["x", "y"]
    assert known(kept(file, World(b="2")), "x", "y", "z") == ["z"]
    again = kept(file, world)
    assert again.known({"y": "given"}) == {"y": "0" * 64}
    assert again.orders_of(["x", "y"]) == [("card", 1)]
    assert not again.known({"y": "otherwise given"})


def test_another_frame_knows_nothing(file: Path) -> None:
    """What was made by another version, theme or setting is not known."""
    first = kept(file, World(a="1"))
    first.put("x", made("a"))
    first.save()
    assert known(kept(file, World(a="1"), b"another"), "x") == []
    assert known(kept(file, World(a="1")), "x") == ["x"]


def test_damage_knows_nothing(file: Path) -> None:
    """Cut off, garbled, or of another shape: nothing is known, and nothing breaks."""
    first = kept(file, World(a="1"))
    for number in range(9):
        first.put(f"page-{number}", made("a", orders=(("picture", number, "card"),)))
    first.save()
    whole = file.read_bytes()
    chance = random.Random(7)  # noqa: S311  # no secret
    for _ in range(300):
        harmed = bytearray(whole)
        if chance.random() < 0.3:
            harmed = harmed[: chance.randrange(len(harmed))]
        else:
            harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        file.write_bytes(harmed)
        assert known(kept(file, World(a="1")), "page-1") == []
    file.write_bytes(marshal.dumps(((), (), {})))
    assert known(kept(file, World(a="1")), "page-1") == []
    file.write_bytes(whole)
    assert known(kept(file, World(a="1")), "page-1") == ["page-1"]


def test_nothing_is_written_where_nothing_differs(file: Path) -> None:
    """A build in which every page stood leaves the file alone."""
    first = kept(file, World(a="1"))
    first.put("x", made("a"))
    first.save()
    before = file.stat().st_mtime_ns
    again = kept(file, World(a="1"))
    assert known(again, "x") == ["x"]
    again.keep(["x"])
    again.save()
    assert file.stat().st_mtime_ns == before


def test_random_builds(file: Path) -> None:
    """However facts change and pages come, go and are made anew: known is what was made from the facts of now."""
    chance = random.Random(11)  # noqa: S311
    names = [f"fact {number}" for number in range(12)]
    world = World(**dict.fromkeys(names, "0"))
    truth: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {}
    for _ in range(200):
        for name in chance.sample(names, chance.randrange(3)):
            world.facts[name] = str(chance.randrange(3))
        imprints = kept(file, world)
        pages = {f"page-{number}" for number in range(15) if chance.random() < 0.8}
        for path in sorted(pages):
            facts, then = truth.get(path, ((), {"": "never"}))
            is_known = known(imprints, path) == [path]
            assert is_known == (then == {fact: world.facts[fact] for fact in facts}), path
            if is_known:
                imprints.keep([path])
            else:
                facts = tuple(chance.sample(names, chance.randrange(1, 5)))
                imprints.put(path, made(*facts))
                truth[path] = (facts, {fact: world.facts[fact] for fact in facts})
        truth = {path: told for path, told in truth.items() if path in pages}
        imprints.save()


def test_a_fact_of_no_table(file: Path) -> None:
    """A page that looked up what nobody tells would never be made anew: it is refused."""
    with pytest.raises(KeyError):
        kept(file, World(a="1")).put("x", Imprint("0" * 64, "given", ("elsewhere a",), ()))


def test_a_look_at_a_whole_table(file: Path) -> None:
    """A page that went through a table is made anew where any row of it differs, came or went."""
    first = kept(file, World(a="1", b="2"))
    first.put("x", Imprint("0" * 64, "given", ("table",), ()))
    first.save()
    assert known(kept(file, World(a="1", b="2")), "x") == ["x"]
    for world in (World(a="1", b="3"), World(a="1"), World(a="1", b="2", c="3")):
        assert known(kept(file, world), "x") == []
