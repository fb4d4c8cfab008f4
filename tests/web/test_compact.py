"""The Global Compact as the State follows it: measures, coverage, pledges, practices, the plan, who sees what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from durna.errors import UserError
from durna.web.accounts.models import Institution
from durna.web.audit.models import Event
from durna.web.awaiting import awaiting
from durna.web.compact import coverage, figures, objectives, proposals, quoting, readable, statements, years
from durna.web.compact.actions import measures, telling
from durna.web.compact.models import Measure, Plan, Pledge, Practice, Report
from durna.web.versioned import ChangedMeanwhile

pytestmark = pytest.mark.django_db

ENTRIES = "border_entries_foreigners"


@pytest.fixture
def focal(somebody: Callable[..., Any]) -> Any:
    return somebody("gcm_focal_point", email="focal@example.org")


@pytest.fixture
def office(db: None) -> Institution:
    return Institution.objects.create(name="The office")


def measure(by: Any, *serves: str, **fields: Any) -> Measure:
    given = {"title": {"en": "A measure"}, "text": {"en": "It is done."}, **fields}
    return measures.save_measure(by=by, measure=Measure(), fields=given, serves=serves, supporting=())


# The framework


def test_the_compact_has_23_objectives_and_187_actions_and_objective_20_is_remittances() -> None:
    matrix = coverage.matrix(Measure.objects.all())
    assert (len(matrix.rows), matrix.actions) == (23, 187)
    row = matrix.rows[19]
    assert (row.objective.number, row.objective.short, len(row.cells)) == (20, "Remittances", 9)


def test_codes_are_read_as_objectives_and_actions_and_unknown_ones_are_left_out() -> None:
    assert objectives.read(["5", "5a", "20i", "99", "5z", "5"]) == [(5, ""), (5, "5a"), (20, "20i")]


# Measures and coverage


def test_a_measure_covers_its_actions_and_the_rest_stay_holes(focal: Any) -> None:
    measure(focal, "5a", "5b", "20")
    matrix = coverage.matrix(Measure.objects.all())
    assert matrix.covered == 2
    assert len(matrix.holes) == 21
    assert [cell.code for cell in matrix.rows[4].cells if cell.measures] == ["5a", "5b"]
    assert len(matrix.rows[19].whole) == 1
    assert not matrix.rows[19].covered


def test_a_measure_without_an_indicator_stands_out_once(focal: Any) -> None:
    bare = measure(focal, "5a", "6a")
    measure(focal, "5a", indicators=[ENTRIES])
    assert coverage.matrix(Measure.objects.all()).without_indicator == [bare]


def test_the_matrix_asks_as_often_for_many_measures_as_for_two(
    focal: Any, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(2):
        measure(focal, f"{number + 1}a")
    with django_assert_num_queries(2):
        coverage.matrix(Measure.objects.all())
    for number in range(20):
        measure(focal, f"{number + 1}a", "23")
    with django_assert_num_queries(2):
        coverage.matrix(Measure.objects.all())


def test_a_measure_may_not_end_before_it_begins_and_nothing_is_saved(focal: Any) -> None:
    with pytest.raises(UserError, match="end before"):
        measure(focal, "5a", starts=date(2024, 2, 1), ends=date(2024, 1, 31))
    assert not Measure.objects.exists()
    assert not Event.objects.filter(action="compact-measure-saved").exists()


def test_what_was_saved_meanwhile_is_not_overwritten(focal: Any) -> None:
    kept = measure(focal, "5a")
    measures.save_measure(
        by=focal,
        measure=Measure.objects.get(),
        fields={"title": {"en": "Theirs"}},
        serves=["5a"],
        supporting=(),
        seen=1,
    )
    with pytest.raises(ChangedMeanwhile):
        measures.save_measure(
            by=focal, measure=kept, fields={"title": {"en": "Mine"}}, serves=["6a"], supporting=(), seen=1
        )
    assert Measure.objects.get().title == {"en": "Theirs"}


def test_the_audit_tells_what_changed_and_not_what_did_not(focal: Any) -> None:
    kept = measure(focal, "5a", budget=Decimal("10.00"))
    measures.save_measure(
        by=focal, measure=kept, fields={"title": {"en": "A measure"}, "budget": Decimal("20.00")}, serves=["5a"],
        supporting=(), seen=1,
    )  # fmt: skip
    last = Event.objects.filter(action="compact-measure-saved").first()
    assert last is not None
    assert last.details == {"changed": {"budget": {"before": "10.00", "after": "20.00"}}}
    assert last.about == f"compact/measure/{kept.pk}"


@pytest.mark.parametrize(
    ("days", "status", "is_overdue"),
    [(-1, "under_way", True), (0, "under_way", False), (-1, "in_place", False), (-1, "not_applicable", False)],
)
def test_a_measure_is_overdue_past_its_last_day_unless_it_is_in_place(
    focal: Any, days: int, status: str, is_overdue: bool
) -> None:
    found = measure(focal, "5a", ends=timezone.localdate() + timedelta(days=days), status=status)
    assert found.is_overdue is is_overdue
    assert [bool(one.is_overdue) for one in awaiting(focal)] == [True] * is_overdue


def test_an_overdue_measure_awaits_the_institution_that_leads_it_and_no_other(
    focal: Any, office: Institution, somebody: Callable[..., Any]
) -> None:
    measure(focal, "5a", ends=timezone.localdate() - timedelta(days=1), lead=office)
    person = somebody("ministry_respondent")
    assert awaiting(person) == []
    person.institution = office
    assert [one.text for one in awaiting(person)] == ["Overdue measure: A measure"]


def test_nothing_of_the_compact_awaits_a_statistician(focal: Any, somebody: Callable[..., Any]) -> None:
    measure(focal, "5a", ends=timezone.localdate() - timedelta(days=1))
    assert awaiting(somebody("statistician")) == []


# The plan and its years


def plan(by: Any, first: int = 2020, last: int = 2030) -> Plan:
    fields = {"title": {"en": "The plan"}, "first_year": first, "last_year": last}
    return measures.save_plan(by=by, plan=Plan(), fields=fields)


def report(by: Any, of: Measure, year: int, status: str = "in_place", **more: Any) -> Report:
    fields = {"text": {"en": "Done."}, "status": status, "spent": None, **more}
    return measures.report(by=by, measure=of, year=year, fields=fields)


def test_a_year_shows_what_was_told_and_what_was_not(focal: Any) -> None:
    the_plan = plan(focal)
    told = measure(focal, "5a", plan=the_plan)
    untold = measure(focal, "1a", plan=the_plan)
    measure(focal, "2a", plan=the_plan, starts=date(2024, 1, 1))
    report(focal, told, 2023)
    rows = years.rows(the_plan, 2023)
    assert [(row.measure, row.report is not None) for row in rows] == [(untold, False), (told, True)]


def test_a_report_of_an_earlier_year_does_not_say_how_a_measure_stands_now(focal: Any) -> None:
    found = measure(focal, "5a", plan=plan(focal))
    report(focal, found, 2024, "in_place")
    found.refresh_from_db()
    report(focal, found, 2023, "planned")
    found.refresh_from_db()
    assert found.status == "in_place"


def test_a_year_outside_the_plan_is_refused(focal: Any) -> None:
    found = measure(focal, "5a", plan=plan(focal, 2022, 2023))
    with pytest.raises(UserError, match="2021"):
        report(focal, found, 2021)


def test_a_year_is_reported_once_and_then_changed(focal: Any) -> None:
    found = measure(focal, "5a", plan=plan(focal))
    report(focal, found, 2023)
    with pytest.raises(ChangedMeanwhile):  # as from a form that was opened before the first was saved
        report(focal, found, 2023)
    assert Report.objects.count() == 1


# Pledges and practices


def test_updates_of_a_pledge_are_added_and_say_how_it_stands(focal: Any) -> None:
    fields = {"title": {"en": "P"}, "text": {"en": "T"}, "objectives": [5]}
    pledge = telling.save_pledge(by=focal, pledge=Pledge(), fields=fields)
    telling.update_pledge(by=focal, pledge=pledge, on=date(2022, 4, 1), text={"en": "One"}, state="open")
    telling.update_pledge(by=focal, pledge=pledge, on=date(2022, 6, 30), text={"en": "Two"}, state="fulfilled")
    pledge.refresh_from_db()
    assert [one.text["en"] for one in pledge.updates.all()] == ["Two", "One"]
    assert (pledge.state, pledge.version) == ("fulfilled", 2)


def test_an_objective_is_either_primary_or_secondary(focal: Any) -> None:
    with pytest.raises(UserError, match="Objective 5"):
        telling.save_practice(by=focal, practice=Practice(), fields={"primary": [5], "secondary": [5, 6]})


# Figures


def test_a_live_figure_is_the_latest_of_the_newest_signed_edition_with_its_passport() -> None:
    found = figures.live(ENTRIES, "en")
    assert found is not None
    # Edition `one` is signed and holds 2018 and 2019; `two`, with 2020, is not signed.
    assert (found.value, found.period, found.edition) == ("200 entries", "2019", "one")
    assert found.address.startswith("/editions/one/documents/site/en/passports/")


def test_a_figure_of_a_period_is_quoted_by_that_period() -> None:
    assert [run.text for run in quoting.runs(f"Before {{figure: {ENTRIES} 2018}} after", "en")] == [
        "Before ", "100 entries", " after",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["{figure: nothing}", f"{{figure: {ENTRIES} 2031}}", "{figure:}", "{other: x}", "{a"])
def test_what_is_no_figure_is_named(said: str) -> None:
    assert quoting.missing(f"Text {said} text")[0].startswith(said[:2])
    with pytest.raises(UserError, match="is no figure"):
        quoting.refuse_unknown(said)


def test_a_text_without_braces_quotes_nothing() -> None:
    assert quoting.missing("Plain text.") == []


# Who sees what


def test_everybody_reads_what_is_public_of_an_objective_and_nothing_else(
    as_: Callable[..., Client], focal: Any
) -> None:
    measure(focal, "5a", is_public=True, title={"en": "For all"}, indicators=[ENTRIES])
    measure(focal, "5a", title={"en": "Inside"})
    page = as_().get("/compact/objectives/5/").content.decode()
    assert "For all" in page
    assert "Inside" not in page
    assert "200 entries" in page
    assert as_().get("/compact/objectives/24/").status_code == 404


def test_a_respondent_finds_the_measures_of_the_own_institution(
    as_: Callable[..., Client], focal: Any, office: Institution
) -> None:
    other = Institution.objects.create(name="Another")
    mine = measure(focal, "5a", lead=office, title={"en": "Mine"})
    theirs = measure(focal, "5a", lead=other, title={"en": "Theirs"})
    client = as_("ministry_respondent")
    from durna.web.accounts.models import User

    person = User.objects.get(email="ministry_respondent@example.org")
    person.institution = office
    person.save()
    assert list(readable.of(person, Measure)) == [mine]
    assert client.get(f"/compact/measures/{mine.pk}/").status_code == 200
    assert client.get(f"/compact/measures/{theirs.pk}/").status_code == 404
    assert client.get(f"/compact/measures/{theirs.pk}/years/2024/").status_code == 404
    assert client.get(f"/compact/measures/{mine.pk}/years/2024/").status_code == 200
    assert client.get(f"/compact/measures/{mine.pk}/edit/").status_code == 403


def test_a_pledge_that_is_not_public_has_no_sheet_for_the_public(as_: Callable[..., Client], focal: Any) -> None:
    fields = {"title": {"en": "P"}, "text": {"en": "T"}, "objectives": [5]}
    pledge = telling.save_pledge(by=focal, pledge=Pledge(), fields=fields)
    assert as_().get(f"/compact/pledges/{pledge.pk}/sheet/").status_code == 404
    Pledge.objects.update(is_public=True)
    assert as_().get(f"/compact/pledges/{pledge.pk}/sheet/").status_code == 200


def test_statements_are_known_by_their_titles_and_unknown_keys_are_left_out(focal: Any) -> None:
    kept = measure(focal, "5a")
    found = statements.described([kept.statement, "compact/measure/999", "compact/nothing/1", "compact/measure/x"])
    assert found == {kept.statement: ("A measure", f"/compact/measures/{kept.pk}/")}


# Pages


def posted(**more: str) -> dict[str, Any]:
    return {
        "version": "1", "title_en": "A measure", "text_en": "Done", "serves": ["5a"], "status": "planned", **more
    }  # fmt: skip


def test_a_focal_point_enters_a_measure_on_its_page(as_: Callable[..., Client]) -> None:
    client = as_("gcm_focal_point")
    answer = client.post("/compact/measures/new/", posted(title_az="T\u0259dbir", indicators=ENTRIES))
    found = Measure.objects.get()
    assert answer.headers["Location"] == f"/compact/measures/{found.pk}/"
    assert found.title == {"en": "A measure", "az": "T\u0259dbir"}
    assert [one.action for one in found.serves.all()] == ["5a"]
    page = client.get(f"/compact/measures/{found.pk}/").content.decode()
    assert "200 entries" in page


def test_a_form_shows_what_is_wrong_and_keeps_what_was_typed(as_: Callable[..., Client]) -> None:
    client = as_("gcm_focal_point")
    answer = client.post("/compact/measures/new/", posted(title_en="", title_ru="", text_en="Kept text"))
    assert answer.status_code == 422
    assert "at least one language" in answer.content.decode()
    assert "Kept text" in answer.content.decode()


def test_who_saves_over_another_sees_both_and_then_decides(as_: Callable[..., Client], focal: Any) -> None:
    kept = measure(focal, "5a")
    client = as_("gcm_focal_point")
    client.post(f"/compact/measures/{kept.pk}/edit/", posted(title_en="Theirs"))
    answer = client.post(f"/compact/measures/{kept.pk}/edit/", posted(title_en="Mine"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Theirs" in page
    assert "Mine" in page
    assert 'name="version" value="2"' in page
    client.post(f"/compact/measures/{kept.pk}/edit/", posted(title_en="Mine", version="2"))
    assert Measure.objects.get().title == {"en": "Mine"}


def test_lists_are_narrowed_by_objective_and_by_what_stands_out(as_: Callable[..., Client], focal: Any) -> None:
    measure(focal, "5a", title={"en": "Five"}, indicators=[ENTRIES])
    measure(focal, "6a", title={"en": "Six"}, ends=date(2020, 1, 1))
    client = as_("auditor")
    for asked, shown, hidden in (
        ("objective=5", "Five", "Six"), ("only=overdue", "Six", "Five"), ("only=unmeasured", "Six", "Five"),
        ("status=planned&objective=6", "Six", "Five"),
    ):  # fmt: skip
        page = client.get(f"/compact/measures/?{asked}").content.decode()
        assert f">{shown}</a>" in page, asked
        assert f">{hidden}</a>" not in page, asked


def test_no_list_asks_a_query_for_each_row(
    as_: Callable[..., Client], focal: Any, office: Institution, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = as_("auditor")
    pages = ("/compact/", "/compact/objectives/5/", "/compact/coverage/", "/compact/measures/", "/compact/pledges/")
    for number in range(50):
        measure(focal, "5a", lead=office, is_public=True, title={"en": f"M{number}"})
        telling.save_pledge(by=focal, pledge=Pledge(), fields={"title": {"en": "P"}, "text": {}, "lead": office,
                                                              "objectives": [5], "is_public": True})  # fmt: skip
    for address in pages:
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200


# From the assessment


def test_an_objective_without_a_round_has_no_proposals() -> None:
    assert proposals.proposed(5) == []
    assert proposals.accepted() == []


def test_a_hole_of_the_coverage_leads_to_a_form_that_begins_with_its_action(as_: Callable[..., Client]) -> None:
    client = as_("gcm_focal_point")
    assert "/compact/measures/new/?serves=9a" in client.get("/compact/coverage/").content.decode()
    page = client.get("/compact/measures/new/?serves=9a").content.decode()
    assert 'name="serves" value="9a"' in page
    begun = page[page.index('name="serves" value="9a"') :].partition(">")[0]
    assert "checked" in begun


@pytest.mark.parametrize("kind", ["measures", "pledges", "practices", "reviews", "plans", "consultations"])
def test_every_kind_of_thing_can_be_begun(as_: Callable[..., Client], kind: str) -> None:
    assert as_("gcm_focal_point").get(f"/compact/{kind}/new/").status_code == 200


def test_a_pledge_a_practice_a_plan_and_a_review_are_entered_on_their_pages(as_: Callable[..., Client]) -> None:
    client = as_("gcm_focal_point")
    said = {"version": "1", "title_en": "T", "text_en": "X", "summary_en": "S", "implementer_en": "I",
            "benefit_en": "B", "objectives": ["5"], "primary": ["5"], "type": "partnership", "scope": "national",
            "first_year": "2024", "last_year": "2026", "on": "2024-01-31", "stage": "drafting"}  # fmt: skip
    for kind in ("pledge", "practice", "plan", "consultation"):
        answer = client.post(f"/compact/{kind}s/new/", said)
        assert answer.status_code == 302, kind
        assert client.get(answer.headers["Location"]).status_code == 200
    answer = client.post("/compact/reviews/new/", {**said, "type": "national", "year": "2026"})
    address = answer.headers["Location"]
    client.post(
        f"{address}parts/objective-5/", {"version": "1", "text_en": f"So: {{figure: {ENTRIES}}}.", "place": "1"}
    )
    assert "200 entries" in client.get(address).content.decode()
    refused = client.post(f"{address}parts/objective-5/", {"version": "1", "text_en": "{figure: no}", "place": "1"})
    assert refused.status_code == 422
    assert "is no figure" in refused.content.decode()
    assert client.get(f"{address}parts/nothing/").status_code == 404
    pledge = f"/compact/pledges/{Pledge.objects.get().pk}/"
    client.post(pledge, {"on": "2024-02-01", "text_en": "An update", "state": "open"})
    assert "An update" in client.get(pledge).content.decode()


def test_a_report_that_was_begun_before_another_was_saved_does_not_overwrite_it(
    as_: Callable[..., Client], focal: Any
) -> None:
    found = measure(focal, "5a", plan=plan(focal))
    client = as_("gcm_focal_point")
    address = f"/compact/measures/{found.pk}/years/2023/"
    assert 'name="version" value="0"' in client.get(address).content.decode()
    report(focal, found, 2023)
    answer = client.post(address, {"version": "0", "text_en": "Mine", "status": "planned"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Done." in page
    assert "Mine" in page
    assert Report.objects.get().text == {"en": "Done."}


def test_a_change_and_its_entry_in_the_audit_are_saved_together(focal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no room for an entry")

    monkeypatch.setattr("durna.web.audit.chain.record", broken)
    with pytest.raises(RuntimeError):
        measure(focal, "5a")
    assert not Measure.objects.exists()


def test_a_figure_of_which_a_correction_notice_speaks_says_so_wherever_it_stands(
    as_: Callable[..., Client], focal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from durna.web.evidence import corrections

    monkeypatch.setattr(corrections, "of_edition", lambda name: {"": 1})
    found, client = measure(focal, "5a", indicators=[ENTRIES], is_public=True), as_("auditor")
    assert quoting.is_corrected(f"{{figure: {ENTRIES}}}")
    for address in ("/compact/objectives/5/", f"/compact/measures/{found.pk}/"):
        assert "see the correction notice" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("asked", "told"), [("?language=ru", "Обещание"), ("", "A pledge"), ("?language=xx", "A pledge")]
)
def test_a_sheet_comes_in_the_language_that_its_address_asks_for(
    as_: Callable[..., Client], focal: Any, asked: str, told: str
) -> None:
    titles = {"en": "A pledge", "ru": "Обещание"}
    pledge = telling.save_pledge(
        by=focal, pledge=Pledge(), fields={"title": titles, "text": titles, "is_public": True}
    )  # fmt: skip
    page = as_().get(f"/compact/pledges/{pledge.pk}/sheet/{asked}").content.decode()
    assert f"<h1>{told}</h1>" in page
    assert 'href="/compact/"' in page
    file = as_().get(f"/compact/pledges/{pledge.pk}/sheet/{asked or '?'}&format=json")
    assert file.headers["Content-Disposition"].endswith('-ru.json"' if told == "Обещание" else '-en.json"')


def test_whoever_works_on_pledges_comes_back_from_the_sheet_to_the_pledge(
    as_: Callable[..., Client], focal: Any
) -> None:
    pledge = telling.save_pledge(
        by=focal, pledge=Pledge(), fields={"title": {"en": "A"}, "text": {"en": "B"}, "is_public": True}
    )  # fmt: skip
    page = as_("gcm_focal_point").get(f"/compact/pledges/{pledge.pk}/sheet/").content.decode()
    assert f'<p class="trail"><a href="/compact/pledges/{pledge.pk}/">' in page
