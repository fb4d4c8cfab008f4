"""Lists as offices send them, and whether two records are one person."""

from __future__ import annotations

import csv
import io
import itertools
import zipfile
from datetime import date

import openpyxl
import pytest

from durna.errors import UserError
from durna.web.files import cells
from durna.web.training import folding, lists, matching, taking_lists
from durna.web.training.models import Match, NominationFile, NominationRow, Participation, Person
from tests.web import training_life as life

pytestmark = pytest.mark.django_db

HEADS = ("Family name", "Given name", "Sex", "Country", "Institution", "E-mail address")


def workbook(*rows: tuple[object, ...], heads: tuple[str, ...] = HEADS, merged: str = "", above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for _ in range(above):
        sheet.append(("List of nominees",))
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(content: bytes, training: life.Training | None = None, name: str = "list.xlsx") -> NominationFile:
    return taking_lists.take_nominations(
        by=life.BY, training=training or life.training(), content=content, name=name
    ).file


def told(file: NominationFile) -> list[tuple[str, str, str]]:
    return [
        (row.place, problem[0], problem[1].removeprefix("training-problem-"))
        for row in file.rows.all() for problem in row.problems
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spellings",
    [
        ("Əliyev", "Алиев", "Aliyev", "Eliyev"), ("Hüseynov", "Гусейнов", "Huseynov"), ("Şahin", "Шахин", "Shahin"),
        ("Cəfərov", "Джафаров", "Jafarov"), ("Məmmədov", "Мамедов", "Mammadov", "Mamedov"), ("Xəlilov", "Khalilov"),
        ("Qasımova", "Гасымова", "Gasimova"), ("Çelik", "Челик", "Chelik"), ("İbrahimov", "Ибрагимов", "Ibrahimov"),
    ],
)  # fmt: skip
def test_one_name_in_three_scripts_folds_to_one(spellings: tuple[str, ...]) -> None:
    assert len({folding.name_key(each, "Elçin") for each in spellings}) == 1
    assert len({folding.block_key(each, "Elçin") for each in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(("Aliyev", "Mammadov", "Ivanov", "Petrov"), 2)))
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert folding.name_key(one, "A") != folding.name_key(other, "A")
    assert not folding.is_near(folding.name_key(one, "Ali"), folding.name_key(other, "Ali"))


def test_family_and_given_name_may_change_places() -> None:
    assert folding.name_key("Aliyev", "Elchin") == folding.name_key("Эльчин", "Алиев")


def test_headings_and_countries_may_be_in_three_languages() -> None:
    training = life.training()
    taken(workbook(("Aliyeva", "Leyla", "f", "Türkiye", "One")), training)
    heads = ("Soyad", "Ad", "Cins", "Ölkə", "Qurum")
    taken(workbook(("Məmmədov", "Rauf", "kişi", "Gürcüstan", "İki"), heads=heads, above=2), training, "b.xlsx")
    heads = ("Фамилия", "Имя", "Пол", "Страна", "Учреждение")
    rows = "\n".join([";".join(heads), "Иванова;Анна;ж;Казахстан;Три"])
    taken(rows.encode("utf-8-sig"), training, "c.csv")
    found = training.participations.order_by("pk").values_list("country", "sex", "person__family_name")
    assert list(found) == [("TUR", "female", "Aliyeva"), ("GEO", "male", "Məmmədov"), ("KAZ", "female", "Иванова")]


def test_every_row_is_taken_or_waits_with_its_place_and_reason() -> None:
    file = taken(workbook(
        ("Good", "Ann", "f", "Georgia", "Dept", "a@example.org"),
        ("Bad", "Bob", "m", "Gorgia", "Dept", "b@example.org"),
        ("Worse", "Cid", "?", "Atlantis", "Dept", "no address"), ("", "Dan", "m", "Georgia", "Dept", ""),
        ("Good", "Ann", "f", "Georgia", "Dept", "a@example.org"),
    ))  # fmt: skip
    assert Participation.objects.count() == 1
    assert told(file) == [
        ("Sheet, 3", "country", "country-near"), ("Sheet, 4", "sex", "sex"), ("Sheet, 4", "country", "country"),
        ("Sheet, 4", "email", "email"), ("Sheet, 5", "family_name", "empty"), ("Sheet, 6", "family_name", "double"),
    ]  # fmt: skip
    near = NominationRow.objects.get(place="Sheet, 3").problems[0][2]
    assert near == {"text": "Gorgia", "near": "Georgia"}
    assert NominationRow.objects.get(place="Sheet, 6").problems[0][2] == {"place": "Sheet, 2"}


@pytest.mark.parametrize("wrong", ["Gürcüstann", "Грузияя", "Georgiia"])
def test_a_misspelt_country_is_told_with_the_nearest_in_its_language(wrong: str) -> None:
    file = taken(workbook(("Good", "Ann", "f", wrong, "Dept", "")))
    assert told(file) == [("Sheet, 2", "country", "country-near")]


def test_a_merged_institution_holds_for_every_row_under_it_and_a_merged_name_is_told() -> None:
    training = life.training()
    rows = (("One", "Ann", "f", "Georgia", "Dept", ""), ("Two", "Bob", "m", None, None, ""))
    taken(workbook(*rows, merged="E2:E3"), training)
    assert set(training.participations.values_list("institution", flat=True)) == {"Dept"}
    rows = (("Three", "Cid", "m", "Georgia", "Dept", ""), (None, "Dan", "m", "Georgia", "Dept", ""))
    file = taken(workbook(*rows, merged="A2:A3"), training, "b.xlsx")
    assert ("Sheet, 3", "family_name", "merged") in told(file)
    assert NominationRow.objects.get(file=file).problems[0][2] == {"cell": "A3"}


def test_a_formula_without_a_value_is_told_with_its_cell() -> None:
    file = taken(workbook(('=UPPER("one")', "Ann", "f", "Georgia", "Dept", "")))
    assert NominationRow.objects.get().problems[0] == ["family_name", "training-problem-formula", {"cell": "A2"}]
    assert told(file)[0] == ("Sheet, 2", "family_name", "formula")


def test_the_same_file_is_not_taken_twice_and_what_is_no_list_is_refused() -> None:
    training = life.training()
    content = workbook(("Good", "Ann", "f", "Georgia", "Dept", ""))
    taken(content, training)
    with pytest.raises(UserError, match="taken in before"):
        taken(content, training)
    for wrong, message in ((b"", "is empty"), (b"PK\x03\x04 broken", "cannot be read"), (b"a,b\n1,2\n", "no row of h")):
        with pytest.raises(UserError, match=message):
            taken(wrong, training, "x")
    assert NominationFile.objects.count() == 1


def test_a_waiting_row_is_mended_on_the_screen_or_set_aside_with_a_reason() -> None:
    training = life.training()
    taken(workbook(("Bad", "Bob", "m", "Atlantis", "Dept", ""), ("Worse", "Cid", "m", "Lemuria", "Dept", "")), training)
    first, second = NominationRow.objects.all()
    assert taking_lists.mend(by=life.BY, row=first, values={"country": "Lemuria"})[0][1] == "training-problem-country"
    assert taking_lists.mend(by=life.BY, row=first, values={"country": "Türkiye"}) == []
    assert training.participations.get().country == "TUR"
    with pytest.raises(UserError, match="reason"):
        taking_lists.set_aside(by=life.BY, row=second, because="")
    taking_lists.set_aside(by=life.BY, row=second, because="left the service")
    assert [row.state for row in NominationRow.objects.all()] == ["taken", "aside"]


def test_a_register_names_its_trainings_and_says_what_came_of_each() -> None:
    life.training("T-7")
    content = (
        "Family name,Given name,Country,Institution,Training,Attendance,Test before,Test after,Completed\n"
        "Example,Ann,Georgia,Dept,T-7,100,40,80.5,yes\nExample,Bob,Georgia,Dept,T-8,100,,,no\n"
    )
    file = taking_lists.take_register(by=life.BY, content=content.encode(), name="old.csv").file
    one = Participation.objects.get()
    assert (one.state, one.completed, str(one.post_test)) == ("selected", True, "80.5")
    assert told(file) == [("3", "training", "training")]


def test_an_address_and_a_name_that_agree_are_joined_and_it_can_be_undone() -> None:
    first = life.listed(life.training("T-1"), life.nominee("Əliyev", "Elçin", email="e@example.org", sex="male"))[0]
    second = life.listed(life.training("T-2"), life.nominee("Алиев", "Эльчин", email="e@example.org", sex="male"))[0]
    person = Person.objects.get(pk=second.person_id)
    assert person.same_as_id == first.person_id
    match = Match.objects.get()
    assert (match.state, match.decided_by) == ("same", "")
    matching.undo(by=life.BY, match=match)
    person.refresh_from_db()
    assert person.same_as is None
    matching.decide(by=life.BY, match=Match.objects.get(), is_same=True)
    person.refresh_from_db()
    assert person.root_id == first.person_id


def test_a_name_alone_is_proposed_and_nobody_is_joined() -> None:
    life.listed(life.training("T-1"), life.nominee("Məmmədova", "Aynur"))
    life.listed(life.training("T-2"), life.nominee("Mammadova", "Aynur", institution="Ministry of Labour"))
    match = Match.objects.get()
    assert (match.state, match.reasons) == ("proposed", ["name", "country"])
    assert not Person.objects.exclude(same_as=None).exists()
    with pytest.raises(UserError, match="not joined"):
        matching.undo(by=life.BY, match=match)


def test_another_sex_or_year_of_birth_speaks_against_one_person() -> None:
    life.listed(life.training("T-1"), life.nominee("Example", "Nur", birth_year=1990))
    life.listed(life.training("T-2"), life.nominee("Example", "Nur", birth_year=1991))
    life.listed(life.training("T-3"), life.nominee("Example", "Nur", sex="male"))
    assert not Match.objects.exists()


def test_an_undo_gives_back_whoever_came_with_the_joined_record() -> None:
    nominees = [life.nominee("Example", "Nur", institution=name) for name in ("North office", "South house", "East")]
    a, b, c = (life.listed(life.training(f"T-{n}"), each)[0].person for n, each in enumerate(nominees))
    first = Match.objects.get(first=b, second=c)
    matching.decide(by=life.BY, match=first, is_same=True)
    second = Match.objects.get(first=a, second=b)
    matching.decide(by=life.BY, match=second, is_same=True)
    assert list(Person.objects.order_by("pk").values_list("same_as", flat=True)) == [None, a.pk, a.pk]
    second.refresh_from_db()
    matching.undo(by=life.BY, match=second)
    assert list(Person.objects.order_by("pk").values_list("same_as", flat=True)) == [None, None, b.pk]


def test_people_are_matched_in_few_queries_however_many(django_assert_max_num_queries: object) -> None:
    life.listed(
        life.training("T-1"), *(life.nominee(f"Person{number}x", f"Given{chr(97 + number)}") for number in range(26))
    )
    Match.objects.all().delete()
    people = list(Person.objects.all())
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        matching.propose(people)


def test_a_cell_is_named_as_a_spreadsheet_names_it() -> None:
    assert [cells.cell_name(0, 0), cells.cell_name(9, 25), cells.cell_name(1, 26)] == ["A1", "Z10", "AA2"]


def test_every_sheet_with_headings_is_read_and_what_is_not_read_is_named() -> None:
    book = openpyxl.Workbook()
    for name, person in (("Tbilisi", "Ann"), ("Batumi", "Bob"), ("Last year", "Cem")):
        sheet = book.create_sheet(name)
        for row in (("Delegation of Georgia",), (*HEADS, "Remark"), ("Good", person, "f", "Georgia", "Dept", "", "x")):
            sheet.append(row)
    book["Last year"].sheet_state = "hidden"
    book.create_sheet("Hotels").append(("Hotel", "Price"))
    out = io.BytesIO()
    book.save(out)
    handed = lists.read(out.getvalue(), "list.xlsx")
    assert [line.place for line in handed.lines] == ["Tbilisi, 3", "Batumi, 3"]
    assert handed.unread == ("Remark", "Last year", "Hotels")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_file_with_a_title_over_its_headings_is_parted_by_the_sign_that_gives_them(sign: str) -> None:
    rows = ("Nominees, Georgia; 2026", sign.join(HEADS[:5]), sign.join(("Good", "Ann", "f", "Georgia", "Dept")))
    (line,) = lists.read("\r\n".join(rows).encode("utf-16"), "list.csv").lines
    assert (line.place, line.values["country"]) == ("3", "Georgia")


def test_two_columns_for_the_same_are_refused_with_their_cells() -> None:
    with pytest.raises(UserError, match="cells D1 and F1 mean the same"):
        taken(workbook(("Good", "Ann", "f", "Georgia", "Dept", "Turkey"), heads=(*HEADS[:5], "State")))


@pytest.mark.parametrize("born", ["1980-05-01", "01.05.1980", date(1980, 5, 1), 1980, "1980"])
def test_of_a_day_of_birth_the_year_is_kept(born: object) -> None:
    training = life.training()
    row = ("Good", "Ann", "f", "Georgia", "Dept", "", born)
    taken(workbook(row, heads=(*HEADS, "Year of birth")), training)
    assert training.participations.get().person.birth_year == 1980


def test_a_bomb_of_a_workbook_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (60 << 20))
    with pytest.raises(UserError, match="unpack"):
        taken(out.getvalue())


def test_a_csv_file_of_any_system_is_read() -> None:
    rows = (",".join(HEADS[:5]), "Good,Ann,f,Georgia,Dept")
    assert [line.place for line in lists.read("\r".join(rows).encode(), "list.csv").lines] == ["2"]


def test_a_csv_file_with_a_field_that_never_ends_is_refused() -> None:
    before = csv.field_size_limit(1000)
    try:
        with pytest.raises(UserError, match="cannot be read as a list"):
            lists.read(f'{",".join(HEADS)}\n"{"x" * 2000}'.encode(), "list.csv")
    finally:
        csv.field_size_limit(before)
