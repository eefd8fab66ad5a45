"""Where the terms lie: a contentless FTS5 table on SQLite, a tsvector column on PostgreSQL.

Both hold the same terms in the same order; nothing but this file knows which of them it is.
"""

from collections.abc import Iterable, Mapping

from django.db import connection

from yiben.search.expressions import Expression, fts5, tsquery
from yiben.search.recipe import terms


def put(made: Mapping[int, list[str]]) -> None:
    """Add the terms of documents that have none yet: document → lines."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO search_terms (rowid, terms) VALUES (%s, %s)",
                [(n, " ".join(terms(lines))) for n, lines in made.items()],
            )
        else:
            cursor.executemany(
                "UPDATE search_document SET terms = %s::tsvector WHERE id = %s",
                [(_vector(lines), n) for n, lines in made.items()],
            )


def take(made: Mapping[int, list[str]]) -> None:
    """Take out the terms of documents; FTS5 must be told exactly what had been put in."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', %s, %s)",
                [(n, " ".join(terms(lines))) for n, lines in made.items()],
            )
        elif made:
            cursor.execute("UPDATE search_document SET terms = NULL WHERE id = ANY(%s)", [list(made)])


def clear() -> None:
    """Take out everything."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('delete-all')")
        else:
            cursor.execute("UPDATE search_document SET terms = NULL")


def settle() -> None:
    """Tidy up after a great many changes, so that asking stays quick."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('optimize')")
        cursor.execute("ANALYZE search_document")


def matching(asked: Expression) -> tuple[str, str, str]:
    """FROM clause with the documents as `d`, condition, and its one parameter."""
    if connection.vendor == "sqlite":
        tables = "search_terms CROSS JOIN search_document d ON d.id = search_terms.rowid"
        return tables, "search_terms MATCH %s", fts5(asked)
    return "search_document d", "d.terms @@ %s::tsquery", tsquery(asked)


def among(asked: Expression) -> tuple[str, str]:
    """Condition that a document `d` is found by this too, and its one parameter."""
    if connection.vendor == "sqlite":
        return "d.id IN (SELECT rowid FROM search_terms WHERE search_terms MATCH %s)", fts5(asked)
    return "d.terms @@ %s::tsquery", tsquery(asked)


def documents(asked: Expression) -> list[int]:
    """The ids of all documents found."""
    tables, condition, parameter = matching(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT d.id FROM {tables} WHERE {condition}", [parameter])
        return [int(n) for (n,) in cursor.fetchall()]


def _vector(lines: Iterable[str]) -> str:
    places: dict[str, list[int]] = {}
    for n, term in enumerate(terms(lines), 1):
        places.setdefault(term, []).append(n)
    return " ".join(f"'{term}':{','.join(map(str, at[:250]))}" for term, at in places.items())
