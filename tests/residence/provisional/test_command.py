"""`durna backtest` at the terminal."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from durna.cli.main import durna
from durna.errors import UserError
from tests.residence.provisional.worlds import plain_world


def run(*words: object) -> str:
    result = CliRunner().invoke(durna, ["backtest", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crossings") / "crossings.parquet"
    pq.write_table(plain_world(last=date(2014, 6, 30)).rename_columns(["traveller", "day", "way"]), path)
    return path


@pytest.mark.slow
def test_a_file_is_tested_and_every_figure_written(file: Path, tmp_path: Path) -> None:
    columns = "person=traveller,date=day,direction=way"
    settings = ("--observed-until", "2014-06-30", "--columns", columns, "--cut-offs", 3, "--out", tmp_path / "out")

    printed = run(file, *settings)

    # 31 January and 28 February 2013 and 487 days are 2 and 30 June 2014; 31 March would be 31 July.
    assert "immigration, open border" in printed
    assert "at least 24: NOT MET" in printed
    lags = pq.read_table(tmp_path / "out" / "lags.parquet")
    assert sorted(set(lags["cut_off"].to_pylist())) == ["2012-12", "2013-01", "2013-02"]
    names = ("lags", "years", "groups", "totals")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.parquet" for name in names}


@pytest.mark.slow
def test_bars_are_told_as_data(file: Path) -> None:
    columns = "person=traveller,date=day,direction=way"

    told = json.loads(run(file, "--observed-until", "2014-06-30", "--columns", columns, "--last", "2012-06", "--json"))

    (cut_offs,) = (bar for bar in told if bar["what"] == "cut-offs")
    assert (cut_offs["bar"], cut_offs["at_least"], cut_offs["met"]) == (24, True, cut_offs["value"] >= 24)
    assert {"immigration: coverage, lags 1 to 12", "net: coverage, lags 1 to 12"} <= {bar["what"] for bar in told}


@pytest.mark.parametrize("words", [[], ["crossings.parquet", "--workspace", "country"]])
def test_either_a_file_or_a_workspace(words: list[str]) -> None:
    with pytest.raises(UserError, match="No crossings, or two sets of them"):
        CliRunner().invoke(durna, ["backtest", *words], catch_exceptions=False)


def test_a_file_needs_the_last_day_that_it_speaks_of(file: Path) -> None:
    with pytest.raises(UserError, match="No end of observation"):
        CliRunner().invoke(durna, ["backtest", str(file)], catch_exceptions=False)
