"""Nothing that identifies a person is in the workspace, whatever was delivered and whatever became of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from durna.errors import UserError
from durna.persons import pseudonyms, vault
from durna.store.incoming import Incoming
from durna.workspace import Workspace
from tests.intake.deliveries import KEY, begin, current, take_in, written

STAYS = """\
source: sms_stay_registration
fields:
  registration_no: number
  registered_on: day
  citizenship: country
  personal_number: fin
  document_number: passport
  family_name: family
  given_name: given
  patronymic: father
"""
COLUMNS = ("number", "day", "country", "fin", "passport", "family", "given", "father")
MARKERS = ("QUZEYMARKER", "ÇİNARMARKER", "ATAMARKER", "FINMARKER", "PASSMARKER")


def person(number: int, day: str = "2020-01-05", fin: str | None = None) -> tuple[object, ...]:
    return (
        number, day, "AZE", f"FINMARKER{number}" if fin is None else fin, f"PASSMARKER{number}",
        f"QUZEYMARKER{number}", f"ÇİNARMARKER{number}", f"ATAMARKER{number}",
    )  # fmt: skip


# Accepted, repeated, without a personal number, and unusable in three ways.
ROWS = [person(1), person(1), person(2, fin=""), person(3, day=""), person(4, day="soon"), ("", *person(5)[1:])]


def everything_written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file under a folder: its bytes in the encodings a text may have, and the values of Parquet columns."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        content = file.read_bytes()
        yield file.name, file.name
        for encoding in ("utf-8", "utf-16-le", "cp1254"):
            yield file.name, content.decode(encoding, errors="replace")
        if file.suffix == ".parquet":
            yield file.name, json.dumps(pq.read_table(file).to_pylist(), default=str, ensure_ascii=False)


def leaks(folder: Path) -> list[tuple[str, str]]:
    return [(name, mark) for name, text in everything_written(folder) for mark in MARKERS if mark in text]


def as_csv(folder: Path) -> Path:
    return written(folder / "stays.csv", COLUMNS, ROWS)


def as_turkish_csv(folder: Path) -> Path:
    file = as_csv(folder)
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1254"))
    return file


def as_workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (COLUMNS, *ROWS):
        sheet.append(row)
    book.save(folder / "stays.xlsx")
    return folder / "stays.xlsx"


def as_parquet(folder: Path) -> Path:
    columns = zip(*ROWS, strict=True)
    texts = {name: [str(cell) or None for cell in column] for name, column in zip(COLUMNS, columns, strict=True)}
    pq.write_table(pa.table(texts), folder / "stays.parquet")
    return folder / "stays.parquet"


FORMS = [as_csv, as_turkish_csv, as_workbook, as_parquet]


@pytest.fixture
def land(tmp_path: Path) -> Workspace:
    return begin(tmp_path, sms_stay_registration=STAYS)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_identifying_reaches_the_workspace(land: Workspace, form: object) -> None:
    receipt = take_in(land, "sms_stay_registration", form(land.root.parent))  # type: ignore[operator]

    assert (receipt.accepted, receipt.rejected) == (3, 3)
    assert leaks(land.root) == []


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    as_csv(tmp_path)
    as_parquet(tmp_path)

    assert {mark for name, mark in leaks(tmp_path) if name == "stays.csv"} == set(MARKERS)
    assert {mark for name, mark in leaks(tmp_path) if name == "stays.parquet"} == set(MARKERS)


def test_a_row_that_slipped_by_one_column_leaves_no_name(land: Workspace) -> None:
    """A comma too many puts a name where the country should be: the row has a cell too many and is set aside."""
    file = as_csv(land.root.parent)
    with file.open("a", encoding="utf-8") as out:
        out.write("9,2020-01-05,,AZE,FINMARKER9,PASSMARKER9,QUZEYMARKER9,ÇİNARMARKER9,ATAMARKER9\n")

    receipt = take_in(land, "sms_stay_registration", file)

    assert receipt.reasons["malformed_row"] == 1
    assert leaks(land.root) == []


def test_the_vault_holds_the_identities_of_exactly_the_accepted_rows(land: Workspace) -> None:
    receipt = take_in(land, "sms_stay_registration", as_csv(land.root.parent))

    file = land.vault / f"{receipt.delivery_id}.sealed"
    held = [row for b in vault.unseal(file, vault.private_key(land), receipt.delivery_id) for row in b.to_pylist()]
    assert sorted(held, key=lambda row: int(row["row_no"])) == [
        {
            "row_no": line, "personal_number": str(row[3]) or None, "document_number": row[4], "family_name": row[5],
            "given_name": row[6], "patronymic": row[7],
        }
        for line, row in enumerate(ROWS[:3], 2)
    ]  # fmt: skip
    assert {row["row_no"] for row in held} == {row["row_no"] for row in current(land, "sms_stay_registration")}


def test_nothing_can_be_read_in_the_vault_or_beside_the_keys(land: Workspace) -> None:
    take_in(land, "sms_stay_registration", as_csv(land.root.parent))

    assert leaks(land.vault) == []


def test_neither_key_is_in_the_workspace(land: Workspace) -> None:
    take_in(land, "sms_stay_registration", as_csv(land.root.parent))

    secrets = (KEY, vault.private_key_file(land).read_text(encoding="ascii").strip())
    assert not [name for name, text in everything_written(land.root) for secret in secrets if secret in text]
    for secret in secrets:
        raw = bytes.fromhex(secret)
        assert not [file for file in land.root.rglob("*") if file.is_file() and raw in file.read_bytes()]


def test_the_pseudonym_is_that_of_the_first_identifier_present(land: Workspace) -> None:
    take_in(land, "sms_stay_registration", as_csv(land.root.parent))

    key = bytes.fromhex(KEY)
    by_number = pseudonyms.pseudonym(key, "personal_number", "FINMARKER1")
    by_document = pseudonyms.pseudonym(key, "document_number", "PASSMARKER2")
    assert [row["person"] for row in current(land, "sms_stay_registration")] == [by_number, by_number, by_document]


@pytest.mark.parametrize("form", FORMS)
def test_a_number_kept_in_a_column_of_numbers_makes_the_same_person(land: Workspace, form: object) -> None:
    """Document 577 is the same in a text file, in a sheet that keeps numbers, and in a column of floats."""
    text = begin(land.root.parent, sms_stay_registration=STAYS.replace("personal_number: fin\n", "sex: sex\n"))
    assert text.root == land.root
    expected = pseudonyms.pseudonym(bytes.fromhex(KEY), "document_number", "12345678")
    columns = ("number", "day", "country", "sex", "passport", "family", "given", "father")
    row = ("1", "2020-01-05", "AZE", "male", 12345678, "a", "b", "c")
    folder = land.root.parent
    if form is as_workbook:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(columns)
        sheet.append([*row[:4], 12345678.0, *row[5:]])
        book.save(folder / "one.xlsx")
        file = folder / "one.xlsx"
    elif form is as_parquet:
        table = {name: [cell] for name, cell in zip(columns, row, strict=True)}
        pq.write_table(pa.table({**table, "passport": [12345678.0]}), folder / "one.parquet")
        file = folder / "one.parquet"
    else:
        file = written(folder / "one.csv", columns, [row])

    take_in(land, "sms_stay_registration", file)

    assert [record["person"] for record in current(land, "sms_stay_registration")] == [expected]


def test_a_delivery_is_prepared_where_only_its_owner_can_look(land: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the file may stand there in clear while it is taken in."""
    modes = []
    real = Incoming.commit

    def commit(self: Incoming, *args: object) -> None:
        modes.append(self.folder.stat().st_mode & 0o077)
        real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Incoming, "commit", commit)
    take_in(land, "sms_stay_registration", as_csv(land.root.parent))

    assert modes == [0]


def test_a_file_without_a_header_does_not_have_its_first_person_in_the_message(land: Workspace) -> None:
    file = written(land.root.parent / "stays.csv", person(1), [person(2), person(3)])

    with pytest.raises(UserError) as refused:
        take_in(land, "sms_stay_registration", file)
    assert not [mark for mark in MARKERS if mark in str(refused.value)]


def test_a_header_looked_for_in_the_wrong_row_does_not_show_a_person(land: Workspace) -> None:
    begin(land.root.parent, sms_stay_registration=STAYS + "file: {header_row: 2}\n")

    with pytest.raises(UserError) as refused:
        take_in(land, "sms_stay_registration", as_csv(land.root.parent))
    assert not [mark for mark in MARKERS if mark in str(refused.value)]


def test_a_first_person_named_twice_does_not_show_in_the_message(land: Workspace) -> None:
    """Without a header a name that repeats in the first row looks like a column that stands twice."""
    first = ("1", "2020-01-05", "AZE", "F1", "P1", "QUZEYMARKER", "QUZEYMARKER", "x")
    file = written(land.root.parent / "stays.csv", first, [person(2)])

    with pytest.raises(UserError) as refused:
        take_in(land, "sms_stay_registration", file)
    assert not [mark for mark in MARKERS if mark in str(refused.value)]
