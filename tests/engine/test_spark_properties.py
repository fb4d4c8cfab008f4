import pytest

from durna.engine.settings import SPARK, Settings
from durna.engine.spark_properties import properties
from durna.errors import UserError


def of(**settings: object) -> dict[str, str]:
    return properties(Settings(SPARK, **settings))  # type: ignore[arg-type]


def test_without_a_master_spark_runs_on_this_machine_with_the_threads_of_the_engine() -> None:
    assert of(threads=3)["spark.master"] == "local[3]"
    assert of()["spark.master"] == "local[*]"


def test_on_this_machine_nothing_listens_to_the_network_and_no_page_is_served() -> None:
    found = of()
    assert found["spark.driver.bindAddress"] == found["spark.driver.host"] == "127.0.0.1"
    assert found["spark.ui.enabled"] == "false"


def test_a_cluster_keeps_its_own_addresses_and_memory() -> None:
    found = of(spark={"spark.master": "spark://cluster:7077"})
    assert not {"spark.driver.bindAddress", "spark.driver.memory", "spark.sql.shuffle.partitions"} & set(found)


def test_days_are_those_of_the_country() -> None:
    assert of(timezone="Asia/Baku")["spark.sql.session.timeZone"] == "Asia/Baku"


@pytest.mark.parametrize(
    ("memory", "expected"), [("4GB", "4096m"), ("1.5 GiB", "1536m"), ("2048MB", "2048m"), ("200MB", "1024m")]
)
def test_memory_is_understood_and_is_never_too_little_to_start(memory: str, expected: str) -> None:
    assert of(memory=memory)["spark.driver.memory"] == expected


def test_an_amount_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="memory = 'much'"):
        of(memory="much")


def test_what_the_workspace_says_goes_first() -> None:
    found = of(spark={"spark.driver.memory": "9g", "spark.driver.extraJavaOptions": "-Dmy=1"})
    assert found["spark.driver.memory"] == "9g"
    # The log stays quiet beside it.
    assert found["spark.driver.extraJavaOptions"].endswith("-Dmy=1")
    assert "log4j2.properties" in found["spark.driver.extraJavaOptions"]
