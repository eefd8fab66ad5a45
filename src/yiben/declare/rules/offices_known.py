"""Registers and posts name offices that there are; rights name registers or groups that there are."""

from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    offices, allowed = draft.catalog.offices, "、".join(draft.catalog.offices) or "无"
    for register, source in draft.registers:
        if register.owner and "offices" in draft.sources and register.owner not in offices:
            yield at(source, "C020", "register", "owner", key="owner", office=register.owner, allowed=allowed)
    posts = draft.sources.get("posts")
    if posts is None:
        return
    known = {"*", *draft.catalog.groups, *(register.id for register, _ in draft.registers)}
    for post in draft.catalog.posts.values():
        if post.office and "offices" in draft.sources and post.office not in offices:
            yield at(
                posts, "C020", "posts", post.id, "office", key="office", office=post.office, allowed=allowed
            )
        for number, right in enumerate(post.rights):
            for name in right["registers"]:
                if name not in known:
                    here = ("posts", post.id, "rights", number, "registers")
                    yield at(posts, "C013", *here, key="registers", register=name)
