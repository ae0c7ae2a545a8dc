"""The whole build on one page.

    content/ ──load──▶ Library ──check──▶ problems (any that block: stop, site untouched)
                          └─────curate──▶ Exhibition ──┐
    themes/  ──read_theme──▶ Theme ────────────────────┴─plan──▶ Draft

    Draft    ──press───▶ HTML, SitePlan ┐
    SitePlan ──export──▶ XML, JSON      ├──Publication──▶ site/
             ──encode──▶ pictures       │
    Theme    ──assets──▶ CSS, JS        ┘

Each stage is a function from frozen values to frozen values; only `load`,
`read_theme`, `encode` and the publication touch the disk. What is slow is kept
under the digest of its input; a page is made again where anything that it looked
up differs (`press`); everything else is done every time, and only what differs is
written. Where nothing at all differs, nobody comes here (`standing`).
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import MappingProxyType

from jiangxin import standing
from jiangxin.cache import Cache
from jiangxin.cluster import LOCAL, SERIAL, hired_by, lost
from jiangxin.content.folder import Instead
from jiangxin.content.load import Progress, load
from jiangxin.content.recording import recording_outputs
from jiangxin.content.withdrawn import names_of_the_withdrawn
from jiangxin.content.words import HouseWords, doubtful_words, read_words
from jiangxin.crews import Hired
from jiangxin.curation.check import check
from jiangxin.curation.curate import curate
from jiangxin.curation.reviews import Lack, held_back, lacking
from jiangxin.exports.export import Known as Exported
from jiangxin.exports.export import export_anew
from jiangxin.folders import PACKAGE, Folders, font_folders, lying_at
from jiangxin.images.cards.gather import expect_cards, gather_cards
from jiangxin.images.gather import Bench, gather_pictures
from jiangxin.imprints import Imprints, Witness
from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.library import Library
from jiangxin.model.settings import DEFAULT_THEME
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.page_kit import Ingredients, PageKit
from jiangxin.pages.facts import tell
from jiangxin.pages.plan import Draft, SitePlan, plan
from jiangxin.press import Press
from jiangxin.problems import ContentError, Problem, in_order
from jiangxin.publishing.publication import Publication, Published
from jiangxin.rendering.assets import asset_outputs
from jiangxin.rendering.environment import SiteEnvironment, make_environment
from jiangxin.rendering.render import render_page
from jiangxin.rendering.theme import read_theme
from jiangxin.saying import Ledgers, say
from jiangxin.search.index import Known, write_search
from jiangxin.standing import Inputs, Look, inputs_of
from jiangxin.wording import known_languages, nearest_language, read_wording
from jiangxin.workers import default_jobs

_MANY = 200  # so many pages take longer than it takes to start a process


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who builds may choose."""

    theme: str | None = None
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    jobs: int | None = None
    executor: str = LOCAL
    best: bool = False
    prune: bool = False
    release: bool = False


@frozen
class Audience:
    """Who looks on while a build runs: what gives the paths of the pages they see, and what shows them new ones."""

    pages: Callable[[], Collection[str]]
    show: Callable[[Mapping[str, bytes]], None]


@frozen
class Built:
    """What a build did, and from what."""

    library: Library
    exhibition: Exhibition
    draft: Draft
    environment: SiteEnvironment
    site_plan: SitePlan
    published: Published
    theme: Theme
    wordings: Mapping[str, Wording]
    warnings: tuple[Problem, ...]
    inputs: Inputs
    site: Look | None  # how it looks now, where that is known


class UnreviewedError(Exception):
    """A release lacks reviews: of these entries, by the hall they stand in (None: in none)."""

    def __init__(self, library: Library, lacks: Mapping[Ref | None, Sequence[Lack]]) -> None:
        self.library = library
        self.lacks = lacks
        super().__init__(f"{sum(map(len, lacks.values()))} entries")


def build(
    folders: Folders,
    options: Options = Options(),
    progress: Progress | None = None,
    *,
    audience: Audience | None = None,
) -> Built:
    """Build the exhibition in `folders`.

    The `audience` is shown its pages before anything else is made. Raises
    ContentError with every problem where one blocks, or where the executor cannot
    be had, UnreviewedError where a release lacks reviews; the site that stands is
    untouched then. Raises PublishError where the site cannot be written.
    """
    with hired_by(options.executor) as hired:
        return _built(folders, options, progress, audience, hired)


def _built(
    folders: Folders, options: Options, progress: Progress | None, audience: Audience | None, hired: Hired | None
) -> Built:
    inputs = inputs_of((folders.content, *folders.themes, PACKAGE, *font_folders()))
    cache = Cache(folders.cache)
    jobs = 1 if options.executor == SERIAL else options.jobs or default_jobs()

    library, problems = read(folders, cache, options, jobs, progress)
    theme = theme_of(library, folders, problems)
    refuse(problems, options.strict)
    assert theme is not None  # or a problem would have blocked
    if options.release and (lacks := lacking(library)):
        raise UnreviewedError(library, lacks)
    exhibition = curate(library, drafts=options.drafts)
    wordings = {lang: read_wording(lang, *theme.locales) for lang in exhibition.languages}
    environment = make_environment(theme, wordings, cache_folder=cache.folder)
    ledgers = Ledgers(*map(cache.ledger, Ledgers._fields))
    names = say(exhibition, ledgers, jobs, meanwhile=environment.compile_all)
    environment.rare = names.rare
    ingredients = Ingredients(exhibition, theme, wordings, names, options.best)
    draft = plan(*ingredients[:-1], best_pictures=options.best)

    if audience is not None:
        _show(draft, environment, audience)

    said = Witness(cache.folder / "told.bin", tell(draft.tables, exhibition.fingerprints))
    told_with = _frame(
        standing.program(),
        sorted((lang, sorted(wording.strings.items())) for lang, wording in wordings.items()),
        exhibition.settings,
        exhibition.languages,
        sorted(exhibition.kinds),
        exhibition.is_dated,
    )
    drawn_with = _frame(told_with, options.best, theme.digest, sorted(names.rare.items()))
    imprints = Imprints(cache.folder / "pages.bin", drawn_with, said)
    documents = Imprints(cache.folder / "documents.bin", told_with, said)

    with Publication(folders.output, folders.cache) as publication:

        def search() -> None:
            if exhibition.photographs and imprints.are_new and len(draft.pages) > _MANY:
                expect_cards(cache)
            write_search(draft, exhibition, wordings, Known(documents, cache, publication.keep), publication.offer)

        press = Press(PageKit(ingredients, draft, environment, publication), publication, imprints)
        press.run(jobs, hired, None if progress is None else partial(progress, "pages"), meanwhile=search)
        site_plan = draft.finished()

        bench = Bench(folders.content, cache, exhibition.photographs, jobs, progress, hired)
        font = library.settings.card_font
        pictures = (
            *gather_pictures(site_plan.pictures, bench),
            *gather_cards(site_plan.pictures.cards, bench, lying_at(folders.content, font) if font else None),
        )
        problems += bench.problems
        refuse(problems, options.strict)
        outputs = chain(
            asset_outputs(theme, is_preview=bool(exhibition.unapproved)),
            pictures,
            recording_outputs(site_plan.copies, exhibition.recordings, folders.content, cache),
            export_anew(site_plan, exhibition, wordings, Exported(documents, publication.keep)),
        )
        for output in outputs:
            publication.offer(output)
        published = publication.finish()
        imprints.save()
        documents.save()
    problems += lost(options.executor, hired)
    cache.save()
    cache.sweep(at_once=options.prune)
    return Built(
        library,
        exhibition,
        draft,
        environment,
        site_plan,
        published,
        theme,
        wordings,
        in_order(problems),
        inputs,
        publication.look,
    )


def _show(draft: Draft, environment: SiteEnvironment, audience: Audience) -> None:
    """Make the pages that the audience sees, and show them."""
    wanted = frozenset(audience.pages())
    shown = (render_page(environment, page) for page in draft.pages if page.path in wanted)
    audience.show({page.path: page.content for page in shown if isinstance(page.content, bytes)})


def read(
    folders: Folders,
    cache: Cache,
    options: Options,
    jobs: int,
    progress: Progress | None = None,
    *,
    instead: Instead = MappingProxyType({}),
) -> tuple[Library, list[Problem]]:
    """Load and check the content, as if the texts `instead` were written; give the library and its every problem."""
    library, problems = load(folders.content, cache, jobs=jobs, progress=progress, instead=instead)
    chosen = {name: value for name in ("theme", "base_url") if (value := getattr(options, name)) is not None}
    library = dataclasses.replace(library, settings=dataclasses.replace(library.settings, **chosen))
    for index, lang in enumerate(library.settings.languages):
        if nearest_language(lang).split("-")[0] != lang.split("-")[0]:
            place = f"languages[{index}]"
            problems.append(
                Problem(
                    "exhibition.language",
                    "content/exhibition.yaml",
                    library.settings_lines.get(place, 1),
                    place,
                    {"found": lang, "allowed": ", ".join(known_languages())},
                )
            )
    problems += names_of_the_withdrawn(folders.content, library, instead)
    words, faults = read_words(folders.content, library)
    problems += faults
    if words is not None:
        problems += doubtful_words(folders.content, library, HouseWords(words), cache, "words", instead)
    if not (options.drafts or options.release):
        problems += held_back(library)
    public = frozenset(library.settings.public_contacts)
    private = (problem.code.startswith("private.") and problem.facts["found"] in public for problem in problems)
    return library, [each for each, is_public in zip(problems, private, strict=True) if not is_public] + check(library)


def theme_of(library: Library, folders: Folders, problems: list[Problem]) -> Theme | None:
    """Give the theme that a library names; None, and what is wrong with it told in `problems`, where it is not right.

    A theme that `exhibition.yaml` names is told on its line.
    """
    try:
        return read_theme(library.settings.theme or DEFAULT_THEME, folders.themes)
    except ContentError as error:
        line = library.settings_lines.get("theme", 0)
        is_of_content = (problem.path.startswith("content/") for problem in error.problems)
        problems += [
            dataclasses.replace(problem, line=line) if is_settings else problem
            for problem, is_settings in zip(error.problems, is_of_content, strict=True)
        ]
        return None


def _frame(*told: object) -> bytes:
    """Give a digest of what words are told or pages drawn with: while it is the same, what looked up the same stays."""
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def refuse(problems: list[Problem], strict: bool) -> None:
    """Raise ContentError with every problem where one blocks; with `strict`, each does."""
    if any(problem.blocks or strict for problem in problems):
        raise ContentError(problems)
