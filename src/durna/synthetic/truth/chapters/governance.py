"""Part C: instruments, services, training, projects, and how complete the records are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from durna.synthetic.truth.answers import TOTAL, Answer, Answers, Dimensions, Place
from durna.synthetic.truth.books import Books, literal
from durna.synthetic.truth.comparing import Quotient, Sum
from durna.synthetic.truth.counting import Count, Seen, days_between, rows, things, total
from durna.synthetic.truth.tables import STATED, Table

POLICIES = "policy_register"
SERVICES = {
    "temporary_residence": ("sms_temporary_residence", "applied_on"),
    "permanent_residence": ("sms_permanent_residence", "applied_on"),
    "work_permit": ("sms_work_permit", "applied_on"),
    "stay_extension": ("sms_stay_extension", "applied_on"),
    "citizenship": ("sms_citizenship", "applied_on"),
    "asylum": ("sms_asylum_case", "applied_on"),
    "stay_registration": ("sms_stay_registration", "coalesce(applied_on, registered_on)"),
}
KEY_VARIABLES = {
    "sms_temporary_residence": ("decided_on", ("citizenship", "sex", "ground", "region", "valid_to")),
    "sms_work_permit": ("decided_on", ("citizenship", "sex", "economic_activity", "occupation", "region")),
    "sbs_border_crossing": ("crossed_on", ("citizenship", "sex", "checkpoint", "transport_mode", "purpose")),
}

HEARD = Seen("training_center", "coalesce(ends_on, starts_on)", where="role IS NULL OR role = 'participant'")
TESTED_TWICE = HEARD.also("pre_test IS NOT NULL AND post_test IS NOT NULL")


@dataclass(frozen=True)
class Completeness:
    """Share of the records of a register that say something which the code lists know, variable by variable."""

    register: str
    counts_records = True

    def is_known(self, books: Books) -> bool:
        return self.register in books.columns

    def breakdowns(self, books: Books, wanted: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in wanted if name in ("variable", "month"))

    def answers(self, books: Books, by: Sequence[str]) -> Answers:
        found: Answers = {}
        for number, month, of, *known in books.rows(self._statement(books)):
            if month is not None and "month" not in by:
                continue
            bucket = books.buckets[number]
            groups: dict[Dimensions, float] = {TOTAL: sum(known) / len(known)}
            if month is None:
                groups |= {(("variable", name),): n for name, n in zip(self._variables, known, strict=True)}
            for group, count in groups.items():
                moment = () if month is None else (("month", str(month)),)
                place = Place(bucket, tuple(sorted((*group, *moment, ("source", self.register)))))
                found[place] = Answer(100 * count / of, books.asked[bucket])
        return found

    @property
    def _variables(self) -> tuple[str, ...]:
        return KEY_VARIABLES[self.register][1]

    def _statement(self, books: Books) -> str:
        on = KEY_VARIABLES[self.register][0]
        says = (f"count(*) FILTER (CAST({one} AS VARCHAR) NOT LIKE '?%')" for one in self._variables)
        inside = f"{on} BETWEEN {literal(books.whole.start)} AND {literal(books.whole.end)}"
        dated = f"SELECT *, {books.number(on)} AS bucket, month({on}) AS moment FROM {self.register} WHERE {inside}"
        chosen = ", ".join(["bucket", "moment", "count(*)", *says])
        return f"SELECT {chosen} FROM ({dated}) GROUP BY GROUPING SETS ((bucket), (bucket, moment))"


def _in_force(*kinds: str) -> Count:
    since = "coalesce(in_force_from, ratified_on, adopted_on)"
    seen = Seen(
        POLICIES,
        holds=f"{since} <= day AND (in_force_to IS NULL OR in_force_to >= day)",
        where=f"kind IN ({', '.join(repr(kind) for kind in kinds)})",
    )
    return rows(seen.reading(type="kind", partner="partner_country"))


def _applications(where: str = "TRUE") -> Count:
    seen = (Seen(register, on, where=where) for register, on in SERVICES.values())
    return rows(*seen, dimension="service_type", labels=tuple(SERVICES))


TRUTHS = {
    "instruments_ratified": _in_force("convention"),
    "agreements_in_force": _in_force("bilateral_agreement", "multilateral_agreement", "readmission_agreement"),
    "migration_policy_sdg": Quotient(
        Table("mirror_undesa", ("inquiry_affirmative",), STATED), Table("mirror_undesa", ("inquiry_questions",), STATED)
    ),
    "applications_total": _applications(),
    "online_share": Quotient(_applications("channel = 'online'"), _applications("channel IS NOT NULL")),
    "calls_answered": rows(
        Seen("sms_contact_centre", "received_on", where="answered AND (channel IS NULL OR channel = 'call')")
    ),
    "training_participants": rows(HEARD.also("completed OR certificate")),
    "training_persons": things(HEARD.also("completed OR certificate")),
    "training_days": total("days", HEARD),
    "training_completion": Quotient(
        rows(HEARD.also("completed OR certificate")), rows(HEARD.also("completed IS NOT NULL OR certificate"))
    ),
    "training_gain": Quotient(
        Sum(total("post_test", TESTED_TWICE), total("pre_test", TESTED_TWICE), sign=-1), rows(TESTED_TWICE), scale=1
    ),
    "projects_active": rows(
        Seen(
            "project_portfolio",
            holds="starts_on <= day AND (ends_on IS NULL OR ends_on >= day)",
            where="status IS NULL OR status IN ('active', 'closing', 'completed')",
        )
    ),
    "data_completeness": [Completeness(register) for register in KEY_VARIABLES],
    "indicator_timeliness": days_between("reference_end", "released_on", Seen(POLICIES, "released_on")),
}
