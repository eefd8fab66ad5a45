"""Posts and offices as people read them: the town's own title in Chinese, the catalog's in English."""

from yiben.declare.load import catalog
from yiben.kernel.language import CHINESE, spoken
from yiben.township import places
from yiben.township.models import Office, Post


def said(post: Post) -> str:
    """The post in the language spoken; kept things take its `title`."""
    kind = catalog().posts.get(post.kind)
    if spoken() == CHINESE or kind is None:
        return post.title
    return f"{kind.title}, {places.said(post.place)}" if kind.level == "village" else kind.title


def office_said(office: Office | None) -> str:
    """The office in the language spoken; empty for none."""
    if office is None:
        return ""
    kind = catalog().offices.get(office.kind)
    return office.title if spoken() == CHINESE or kind is None else kind.title
