"""Full-text search by the beginnings of words: every word asked for must begin one of the evidence.

SQLite keeps the words in an FTS5 table, PostgreSQL as a `tsvector`; both are given words that are folded already, so
that they answer alike. Nothing is ranked: the newest comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models.expressions import RawSQL

from durna.web.evidence import folding
from durna.web.evidence.models import Evidence

_MOST_WORDS = 12
_MOST_KEPT = 20_000  # different words of one piece of evidence; the largest code of laws has fewer


def index(evidence: Iterable[Evidence]) -> None:
    """To be called in the transaction of each change. Ask for `issuer` and `attachments` with the evidence."""
    write([(each.pk, words_of(each)) for each in evidence])


def write(rows: Sequence[tuple[int, list[str]]]) -> None:
    """The words of each key, folded already, in place of what it had."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO evidence_search (id, words) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words",
                rows,
            )
            return
        cursor.executemany("DELETE FROM evidence_search WHERE rowid = %s", [(key,) for key, _ in rows])
        cursor.executemany(
            "INSERT INTO evidence_search (rowid, words) VALUES (%s, %s)", [(key, " ".join(each)) for key, each in rows]
        )


def marks(kind: str = "", issuer: int | None = None) -> list[str]:
    """Words that nobody writes, for a kind and an issuer: a word among minutes is then found as fast as alone."""
    return [*([f"0k{kind.replace('_', '')}"] if kind else []), *([f"0i{issuer}"] if issuer else [])]


def words_of(evidence: Evidence) -> list[str]:
    issuer = [evidence.issuer.name, *evidence.issuer.names.values()] if evidence.issuer else []
    said = [
        *evidence.titles.values(), *issuer, evidence.number, evidence.article, evidence.version_label,
        evidence.address, evidence.note, evidence.figure, evidence.value,
    ]  # fmt: skip
    files = [f"{each.stored.name} {each.words}" for each in evidence.attachments.all()]
    own = marks(evidence.kind, evidence.issuer_id)
    return [*own, *folding.words(" ".join([*said, *files]))[:_MOST_KEPT]]


def matching(
    queryset: models.QuerySet[Evidence], text: str, marked: Sequence[str] = (), newest: int | None = None
) -> models.QuerySet[Evidence]:
    """Those of them that have all the words, and the marks; all of them where no word is asked for.

    `newest`: no more than so many, where nothing but words and marks is asked for: the newest are found first.
    """
    asked = folding.words(text)[:_MOST_WORDS]
    if not asked:
        return queryset
    limit = f" ORDER BY {{key}} DESC LIMIT {int(newest)}" if newest else ""
    if connection.vendor == "postgresql":
        query = " & ".join([*(_begins(word, "'{}':*", "'{}'") for word in asked), *(f"'{mark}'" for mark in marked)])
        sql = f"SELECT id FROM evidence_search WHERE words @@ %s::tsquery{limit.format(key='id')}"
    else:
        query = " ".join([*(_begins(word, '"{}"*', '"{}"') for word in asked), *(f'"{mark}"' for mark in marked)])
        sql = f"SELECT rowid FROM evidence_search WHERE evidence_search MATCH %s{limit.format(key='rowid')}"
    return queryset.filter(pk__in=RawSQL(sql, [query]))


def _begins(word: str, several: str, one: str) -> str:
    """A letter alone is asked for as a word: with it begins nearly everything."""
    return (several if len(word) > 1 else one).format(word)
