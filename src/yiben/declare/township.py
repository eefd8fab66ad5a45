"""Groups, offices, posts and units, as `catalog/township/` says."""

from yiben.declare.model import SECRECY, Group, Office, PostKind
from yiben.declare.shapes import Key, Reader

ACTIONS = ("read", "write", "approve", "export", "unmask")
LEVELS = ("village", "town", "county")
ADMINISTERS = ("system", "security", "audit")

GROUP = {"title": Key(required=True), "mark": Key(required=True)}
OFFICE = {"title": Key(required=True)}
POST = {
    "title": Key(required=True), "office": Key(), "level": Key(required=True, allowed=LEVELS),
    "rights": Key("tables"), "administers": Key(allowed=ADMINISTERS),
    "answers": Key("flag"),
}  # fmt: skip
RIGHT = {
    "registers": Key("texts", required=True), "can": Key("texts", required=True, allowed=ACTIONS),
    "secrecy": Key(allowed=SECRECY),
}  # fmt: skip
UNIT = {"base": Key(), "factor": Key("number")}


def read_groups(reader: Reader) -> dict[str, Group]:
    """In the order of the file, which is that of the navigation."""
    return {
        name: Group(name, values.get("title", name), values.get("mark", ""))
        for name, values, _ in reader.named(_only(reader, "groups"), GROUP, "groups")
    }


def read_offices(reader: Reader) -> dict[str, Office]:
    return {
        name: Office(name, values.get("title", name), where)
        for name, values, where in reader.named(_only(reader, "offices"), OFFICE, "offices")
    }


def read_posts(reader: Reader) -> dict[str, PostKind]:
    posts = {}
    for name, values, where in reader.named(_only(reader, "posts"), POST, "posts"):
        rights = [
            {"secrecy": "internal"} | reader.table(right, RIGHT, "posts", name, "rights", number)
            for number, right in enumerate(values.get("rights", ()))
        ]
        whole = tuple({"registers": (), "can": (), **right} for right in rights)
        posts[name] = PostKind(
            name,
            values.get("title", name),
            values.get("office", ""),
            values.get("level", "town"),
            whole,
            values.get("administers", ""),
            where,
            values.get("answers", False),
        )
    return posts


def read_unit_names(reader: Reader) -> frozenset[str]:
    """Names of all units; the base of each must itself be listed, and a factor be above 0."""
    data = _only(reader, "units")
    names = frozenset(data) if isinstance(data, dict) else frozenset()
    for name, inner in data.items() if isinstance(data, dict) else ():
        values = reader.table(inner, UNIT, "units", name)
        if values.get("base", name) not in names:
            reader.fault("C009", "units", name, "base", unit=values["base"])
        if values.get("factor", 1) <= 0:
            reader.fault("C022", "units", name, "factor", key="factor", why="应当大于0")
    return names


def _only(reader: Reader, name: str) -> object:
    return reader.table(dict(reader.source.data), {name: Key("table", required=True)}).get(name, {})
