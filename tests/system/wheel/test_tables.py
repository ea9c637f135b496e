"""Tables go into whatever reads Arrow, with the types of their schema."""

import duckdb
import lachan as la
import pandas
import polars
import pyarrow
from conftest import TINY
from lachan_results import meanings, table, tables


def test_every_table_is_what_its_file_holds(compared, tmp_path):
    compared.save(tmp_path / "results")
    assert sorted(compared.tables) == tables(tmp_path / "results")
    for name in compared:
        own, filed = compared[name], table(tmp_path / "results", name)
        arrow = pyarrow.table(own)
        assert arrow.schema.metadata[b"basis"] == b"modelled, not observed"
        assert arrow.num_rows == len(own) == len(filed) and arrow.column_names == list(filed.columns) == own.columns
        for column, kind in filed.dtypes.items():
            cells = arrow.column(column)
            wanted = {"string": "string", "Int64": "int64", "float64": "double", "boolean": "bool"}[str(kind)]
            assert str(cells.type) == wanted, (name, column)
            values = [None if pandas.isna(value) or value == "" else value for value in filed[column]]
            assert cells.to_pylist() == values == own[column], (name, column)
        words = meanings(tmp_path / "results", name).drop("basis", errors="ignore")
        assert [word["meaning"] for word in own.meanings.values()] == list(words.meaning)
        assert [word["unit"] for word in own.meanings.values()] == list(words.unit)


def test_pandas_polars_and_duckdb_read_them(base):
    results = la.run(base, **TINY)
    provinces = results.provinces
    assert provinces is results["provinces"] and len(provinces) > 63

    frame = provinces.to_pandas()
    assert "01" in set(frame.code) and frame.attrs["basis"] == "modelled, not observed"
    assert pandas.api.types.is_string_dtype(frame.code) and frame.suppressed.dtype == bool
    assert pandas.DataFrame.from_arrow(provinces).value.isna().any() and frame.value.dtype == "float64"

    # Of a stream polars makes a series of rows, which unnests into the same.
    for read in (polars.DataFrame(provinces), polars.from_arrow(provinces).struct.unnest(), provinces.to_polars()):
        assert read.schema["code"] == polars.String and read.schema["suppressed"] == polars.Boolean
        assert read.shape == provinces.shape and read["value"].null_count() > 0

    indicators = results.indicators  # noqa: F841 (DuckDB finds it by its name)
    count, years = duckdb.sql("select count(*), max(year) from indicators where stratum = 'province' and \"group\" = '01'").fetchall()[0]
    assert count > 0 and years == 2017
    assert str(dict(zip(*[duckdb.sql("from indicators").columns, duckdb.sql("from indicators").types]))["replicate"]) == "BIGINT"


def test_columns_are_given_without_copies(base):
    survey = la.run(base, **TINY).survey
    addresses = [pyarrow.table(survey).column(0).chunk(0).buffers()[-1].address for _ in range(2)]
    assert addresses[0] == addresses[1]
    # They outlive the results that they came from.
    arrow = pyarrow.table(survey)
    del survey
    assert arrow.column(0).to_pylist() == arrow.column(0).to_pylist()


def test_notebooks_show_that_it_is_modelled(compared):
    for shown in (compared, compared.contrasts):
        assert "Modelled, not observed" in shown._repr_html_() and "modelled, not observed" in repr(shown)
    assert "<script" not in compared.contrasts._repr_html_()
    assert set(compared.tables) <= set(dir(compared))
    first = next(iter(compared.contrasts))
    assert first["reference"] == "baseline" and isinstance(first["difference"], float)
