"""The catalog read whole: every file parsed, completed and checked, every fault in one list."""

import os
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from yiben.declare.checks import added_problems
from yiben.declare.draft import Draft
from yiben.declare.english import Words, in_english, read_words
from yiben.declare.limit_files import offered, read_limit_rules
from yiben.declare.limit_rules import RuleFile, joined
from yiben.declare.locate import catalog_dir
from yiben.declare.model import Catalog, Group, Office, PostKind, Register
from yiben.declare.outlines import read_outline
from yiben.declare.registers import read_register
from yiben.declare.rules import (
    columns,
    field_keys,
    figures_named,
    limits_known,
    mechanisms,
    offices_known,
    outlines_named,
    registers_named,
    units_known,
    uses_named,
    workflow,
)
from yiben.declare.shape_figures import Templates, expand, read_templates
from yiben.declare.shapes import Reader
from yiben.declare.source import Source, read_source
from yiben.declare.township import read_groups, read_offices, read_posts, read_unit_names
from yiben.kernel.language import CHINESE, spoken
from yiben.kernel.problems import Problem, Refused, problem

RULES = (
    registers_named,
    columns,
    field_keys,
    workflow,
    limits_known,
    uses_named,
    units_known,
    mechanisms,
    offices_known,
    outlines_named,
    figures_named,
)
T = TypeVar("T")

OTHER_FOLDERS = ("township", "reports", "rules", "shapes", "english")


def load_catalog(path: Path | None = None) -> tuple[Catalog | None, list[Problem]]:
    """The catalog of a folder and no problems, or None and every problem of all its files.

    Never raises for what the files hold.
    """
    reading = _Reading(path or catalog_dir())
    draft = reading.draft()
    problems = reading.problems + [
        found for rule in RULES for found in rule.check(draft) if not _only_repeats(found, reading.unread)
    ]
    problems += _added(draft, problems)
    problems = sorted(dict.fromkeys(problems), key=_by_place)
    return (None, problems) if problems else (draft.catalog, [])


def catalog() -> Catalog:
    """The catalog in use, read once, in the language spoken; raises Refused with every problem."""
    named = os.environ.get("YIBEN_CATALOG", "")
    return _cached(named) if spoken() == CHINESE else _cached_in_english(named)


def forget() -> None:
    """Have the next `catalog()` read the files anew."""
    _cached.cache_clear()
    _cached_in_english.cache_clear()
    _english_words.cache_clear()


def unit_said(unit: str) -> str:
    """A unit as people read it in the language spoken: 件, or cases."""
    if spoken() == CHINESE:
        return unit
    return _english_words(os.environ.get("YIBEN_CATALOG", "")).get("units", {}).get(unit, unit)


@lru_cache(maxsize=4)
def _cached_in_english(named: str) -> Catalog:
    return in_english(_cached(named), _english_words(named))


@lru_cache(maxsize=4)
def _english_words(named: str) -> Words:
    return read_words(catalog_dir())


@lru_cache(maxsize=4)
def _cached(named: str) -> Catalog:
    """`named` is only the key: asking the disk where the catalog lies at every call is slow."""
    loaded, problems = load_catalog(catalog_dir())
    if loaded is None:
        raise Refused(problems)
    return loaded


class _Reading:
    """One pass over the folder, collecting problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.rules_whole = True
        self.unread: set[str] = set()
        """Names of the files that could not be read: their registers only seem to be missing."""

    def draft(self) -> Draft:
        groups: dict[str, Group] = self.township("groups", read_groups, {})
        offices: dict[str, Office] = self.township("offices", read_offices, {})
        posts: dict[str, PostKind] = self.township("posts", read_posts, {})
        units: frozenset[str] = self.township("units", read_unit_names, frozenset())
        rules = self.rules()
        templates = self.templates()
        registers = tuple(
            (offered(expand(register, templates), rules), source)
            for register, source in self.registers(groups)
        )
        read = [self.read(file, read_outline) for file in self.files("reports")]
        outlines = tuple(outline for outline in read if outline is not None)
        whole = Catalog(
            groups=groups,
            registers={register.id: register for register, _ in registers},
            offices=offices,
            posts=posts,
            outlines={outline.id: outline for outline, _ in outlines},
            limits=rules.limits,
            duty_rules=rules.duties,
        )
        return Draft(registers, outlines, whole, units, self.sources, self.rules_whole)

    def rules(self) -> RuleFile:
        """Time limits and frequencies of all places, national ones first."""
        folders = sorted(
            (p for p in (self.root / "rules").glob("*") if p.is_dir()),
            key=lambda p: (p.name != "national", p.name),
        )
        files = [file for folder in folders for file in self.files(f"rules/{folder.name}")]
        read = [self.read(file, read_limit_rules) for file in files]
        self.rules_whole = all(one is not None for one in read)
        return joined([one[0] for one in read if one is not None])

    def registers(self, groups: dict[str, Group]) -> tuple[tuple[Register, Source], ...]:
        found = []
        for folder in self.folders():
            if "groups" in self.sources and folder not in groups and folder not in OTHER_FOLDERS:
                shown = f"catalog/{folder}"
                self.problems.append(problem("C024", where=shown, folder=shown, allowed="、".join(groups)))
            if folder not in OTHER_FOLDERS:
                order = list(groups).index(folder) if folder in groups else len(groups)
                for file in self.files(folder):
                    read = self.read(file, lambda reader, group=folder: read_register(reader, group))  # type: ignore[misc]
                    if read is not None:
                        found.append((order, read))
        return tuple(read for _, read in sorted(found, key=lambda pair: pair[0]))

    def templates(self) -> Templates:
        """The standard figures of every shape of work."""
        read = [
            self.read(file, lambda reader, shape=file.stem: read_templates(reader, shape))  # type: ignore[misc]
            for file in self.files("shapes")
        ]
        return tuple(template for one in read if one is not None for template in one[0])

    def township(self, name: str, make: Callable[[Reader], T], without: T) -> T:
        read = self.read(self.root / "township" / f"{name}.toml", make)
        if read is None:
            return without
        self.sources[name] = read[1]
        return read[0]

    def read(self, file: Path, make: Callable[[Reader], T]) -> tuple[T, Source] | None:
        shown = f"catalog/{file.relative_to(self.root).as_posix()}"
        source, problems = read_source(file, shown)
        self.problems += problems
        if source is None:
            self.unread.add(file.stem)
            return None
        reader = Reader(source)
        made = make(reader)
        self.problems += reader.problems
        return made, source

    def folders(self) -> list[str]:
        try:
            return sorted(
                p.name for p in self.root.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))
            )
        except OSError as fault:
            self.problems.append(problem("C017", where="catalog", why=fault.strerror or "打不开目录"))
            return []

    def files(self, folder: str) -> list[Path]:
        try:
            return sorted((self.root / folder).glob("*.toml"))
        except OSError as fault:
            self.problems.append(
                problem("C017", where=f"catalog/{folder}", why=fault.strerror or "打不开目录")
            )
            return []


def _only_repeats(found: Problem, unread: Collection[str]) -> bool:
    """Whether a complaint of something missing only follows from a file that could not be read."""
    if found.number in ("C013", "C014"):
        return any(f"“{name}{end}" in found.sentence for name in unread for end in ("”", "."))
    return FOLLOWS.get(found.number, "") in unread


FOLLOWS = {"C009": "units", "C023": "units", "C020": "offices"}
"""What is missing altogether when that file of the township could not be read."""


def _added(draft: Draft, problems: list[Problem]) -> list[Problem]:
    """What the rules of higher rooms find in the files that are without fault.

    A complaint that names a register left out here would only repeat the fault of that one.
    """
    faulty = {found.where.rpartition(":")[0] for found in problems}
    left_out = {register.id for register, source in draft.registers if source.shown in faulty}
    left_out |= {Path(name).stem for name in faulty}
    whole = draft.catalog
    good = {name: register for name, register in whole.registers.items() if name not in left_out}
    found = added_problems(replace(whole, registers=good))
    return [p for p in found if not any(f"{name}." in p.sentence for name in left_out if name)]


def _by_place(found: Problem) -> tuple[str, int, str]:
    place = re.fullmatch(r"(.*):(\d+)", found.where)
    return (place[1], int(place[2]), found.number) if place else (found.where, 0, found.number)
