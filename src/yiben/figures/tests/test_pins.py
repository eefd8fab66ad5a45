"""The pinned versions of ibis, duckdb and sqlglot fit together (MEASURED 0: later ones break these calls)."""

import ibis
import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa
import pytest

FRAME = {"village": ["友好村", "雷家坪村"], "amount": [3, 4]}


@pytest.fixture
def own() -> ibis.BaseBackend:
    made = ibis.duckdb.connect()
    made.create_table("works", pa.table(FRAME))
    return made


def test_sql_of_a_connection_and_of_a_table(own: ibis.BaseBackend) -> None:
    assert own.sql("SELECT sum(amount) AS total FROM works").to_pyarrow()["total"][0].as_py() == 7
    found = own.table("works").sql("SELECT max(amount) AS most FROM works")
    assert found.to_pyarrow()["most"][0].as_py() == 4


def test_batches_and_arrow(own: ibis.BaseBackend) -> None:
    batches = own.table("works").to_pyarrow_batches()
    assert sum(len(batch) for batch in batches) == 2
    assert own.con.execute("SELECT * FROM works").to_arrow_table().num_rows == 2


def test_a_table_made_from_a_data_frame(own: ibis.BaseBackend) -> None:
    own.create_table("frame", pd.DataFrame(FRAME))
    assert own.table("frame").count().to_pyarrow().as_py() == 2


def test_json_is_read_without_fetching_an_extension(own: ibis.BaseBackend) -> None:
    own.raw_sql("SET autoinstall_known_extensions = false")
    text = "SELECT json_extract_string('{\"a\": 1234567890123.45}', ['$.a', '$.b'])"
    assert own.con.execute(text).fetchone() == (["1234567890123.45", None],)
