"""Editions on screen: frozen, checked, explained, published in the house, signed and compared, each by who may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from durna.checks import explanations
from durna.editions.folder import Edition, existing
from durna.publish.editions.publishing import publish
from durna.publish.editions.signing import sign
from durna.web.audit.models import Event
from durna.web.dataroom import jobs
from durna.web.dataroom.models import Job
from durna.web.served import workspace
from tests.editions.land import deliver, entries, freeze, new_land, secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(tmp_path: Path, settings: Any) -> Path:
    """A workspace with a signing key and one delivery."""
    land = new_land(tmp_path)
    deliver(land, "first", [entries(2018, 100, "2019-01"), entries(2019, 200, "2020-01")])
    settings.WORKSPACE, settings.FOLDER = land.root, land.root / "web"
    return land.root


def asked(client: Client, address: str, **said: Any) -> Job:
    told = client.post(address, said)
    assert told.status_code == 302, told.content.decode()
    pk = int(told.headers["Location"].rstrip("/").rpartition("/")[2])
    jobs.carry_out(pk)
    return Job.objects.get(pk=pk)


def test_a_statistician_freezes_checks_publishes_and_signs(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    job = asked(client, "/data/editions/", freeze="", name="2020")
    assert (job.state, job.outcome["deliveries"]) == (Job.DONE, 1), job.error
    assert asked(client, "/data/editions/2020/", check="").outcome["may_be_signed"] is True
    assert asked(client, "/data/editions/2020/", publish="", languages=["en"], formats=["html"]).state == Job.DONE
    assert "first.csv" in client.get("/data/editions/2020/").content.decode()
    job = asked(client, "/data/editions/2020/", sign="", signer="The office", sure="on")
    assert job.state == Job.DONE, job.error
    assert existing(workspace(), "2020").is_signed
    assert client.get("/data/editions/2020/").content.decode().count("Signed") == 1
    done = Event.objects.filter(action="job-begun").order_by("number").values_list("about", flat=True)
    assert list(done) == ["freeze 2020", "check-edition 2020", "publish 2020", "sign 2020"]


@pytest.fixture
def signed(country: Path) -> Edition:
    land = workspace()
    edition = freeze(land, "2020")
    publish(land, edition, ("en",), ("html",))
    sign(land, edition, secret(land), "The office")
    return edition


def test_a_statistician_issues_a_correction_notice_that_every_reader_sees(
    signed: Edition, as_: Callable[..., Client]
) -> None:
    client, figure = as_("statistician"), "border_entries_foreigners:2019:AZE@ssc.2020-01"
    offered = client.get("/data/editions/2020/", {"figure": figure}).content.decode()
    assert figure in offered
    said = {"reason": "It was 210.", "figures": f" {figure}\n\n", "signer": "The office", "sure": "on"}
    job = asked(client, "/data/editions/2020/", correct="", **said)
    assert (job.state, job.outcome) == (Job.DONE, {"edition": "2020", "notice": 1}), job.error
    assert Event.objects.filter(action="job-begun").get().about == "correct 2020"
    assert "1 correction notice" in as_().get("/editions/").content.decode()
    for address in ("/editions/2020/", "/editions/2020/verification/", f"/editions/2020/figure/{figure}"):
        assert "It was 210." in as_().get(address).content.decode(), address
    # It names 2019, and says nothing of another year.
    other = as_().get("/editions/2020/figure/border_entries_foreigners:2018:AZE@ssc.2019-01")
    assert other.status_code == 200
    assert "It was 210." not in other.content.decode()


def test_a_notice_on_a_figure_that_the_edition_does_not_have_is_refused(
    signed: Edition, as_: Callable[..., Client]
) -> None:
    said = {"reason": "It was 210.", "figures": "x:2019", "signer": "The office", "sure": "on"}
    assert asked(as_("statistician"), "/data/editions/2020/", correct="", **said).state == Job.REFUSED
    assert not signed.notices.exists()


def test_whoever_may_not_sign_issues_no_notice(signed: Edition, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    said = {"correct": "", "reason": "It was 210.", "signer": "Me", "sure": "on"}
    assert client.post("/data/editions/2020/", said).status_code == 200
    assert Job.objects.filter(kind="correct").count() == 0


def test_whoever_may_not_sign_does_not(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("data_manager")
    asked(client, "/data/editions/", freeze="", name="2020")
    assert client.post("/data/editions/2020/", {"sign": "", "signer": "Me", "sure": "on"}).status_code == 200
    assert Job.objects.filter(kind="sign").count() == 0


def test_a_name_that_is_taken_is_refused_at_once(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    asked(client, "/data/editions/", freeze="", name="2020")
    told = client.post("/data/editions/", {"freeze": "", "name": "2020"})
    assert told.status_code == 422
    assert "There is an edition 2020 already" in told.content.decode()


def test_an_unsigned_edition_is_taken_away(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    asked(client, "/data/editions/", freeze="", name="2020")
    client.post("/data/editions/2020/", {"discard": ""})
    assert client.get("/data/editions/2020/").status_code == 404


def test_two_editions_are_compared_cell_by_cell(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    asked(client, "/data/editions/", freeze="", name="a")
    deliver(workspace(), "second", [entries(2019, 230, "2021-01")])
    asked(client, "/data/editions/", freeze="", name="b")
    job = asked(client, "/data/editions/", compare="", old="a", new="b")
    assert job.state == Job.DONE, job.error
    # 2019 was 200 and is 230: one figure revised.
    assert job.outcome["counts"]["revised"] == 1
    page = client.get(f"/data/comparisons/{job.pk}/").content.decode()
    assert ">200</td>" in page
    assert ">230</td>" in page


def test_a_finding_is_explained_with_the_name_of_who_does(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    (country / explanations.FILE).write_text(
        "- {finding: 'outlier:x:12345678', by: Nobody, when: 2020-01-01, reason: It was so.}\n", encoding="utf-8"
    )  # fmt: skip
    job = asked(client, "/data/findings/")
    assert job.state == Job.DONE, job.error
    # The checks find an explanation whose finding is gone.
    (found,) = [one for one in job.outcome["findings"] if one["check"] == "explanation_without_finding"]
    page = client.get("/data/findings/").content.decode()
    assert f"/data/findings/{job.pk}/explain/" in page
    told = client.post(
        f"/data/findings/{job.pk}/explain/?finding={found['id']}", {"reason": "The office counts by day."}
    )  # fmt: skip
    assert told.status_code == 302
    answer = explanations.load(country / explanations.FILE).all[found["id"]]
    assert (answer.by, answer.reason["en"]) == ("A. Person", "The office counts by day.")
    assert Event.objects.get(action="finding-explained").about == found["id"]


def test_an_explanation_without_a_reason_is_refused(country: Path, as_: Callable[..., Client]) -> None:
    client = as_("statistician")
    job = asked(client, "/data/findings/")
    assert client.post(f"/data/findings/{job.pk}/explain/?finding=none", {"reason": "x"}).status_code == 404
