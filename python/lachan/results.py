"""Results in memory: tables as Arrow, and the files of the command line."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import _engine

BASIS = "modelled, not observed"

# Rows of a table that a notebook shows.
SHOWN = 10


class Table:
    """A table of results: named columns of one length.

    It is read without copies by everything that takes Arrow: `pandas.DataFrame.from_arrow(table)` (pandas 3), `polars.DataFrame(table)`,
    `pyarrow.table(table)`, `duckdb.sql("select * from table")`. Codes are text ("01"), counts int, flags bool; suppressed and missing
    cells are null. The meaning and unit of each column stand in `meanings`, and in the metadata of the Arrow schema.
    """

    __slots__ = ("_table",)

    def __init__(self, table: _engine.Table):
        self._table = table

    @property
    def name(self) -> str:
        """Its name, that of the file without `.csv`."""
        return self._table.name

    @property
    def about(self) -> str:
        """What it is."""
        return self._table.about

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return self._table.names

    @property
    def meanings(self) -> dict[str, dict[str, str]]:
        """Of each column its type, unit and meaning."""
        own = self._table.meanings()
        return {name: {"type": kind, "unit": unit, "meaning": meaning} for name, kind, unit, meaning in own}

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self), len(self.columns)

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, column: str) -> list[Any]:
        """The values of a column; None where there is none."""
        return self._table.column(column)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Rows, each a dict by column."""
        columns = self.columns
        return (dict(zip(columns, self._table.row(row))) for row in range(len(self)))

    def __arrow_c_schema__(self) -> object:
        return self._table.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """The table as a pandas DataFrame, `attrs["basis"]` of which says what it is. Needs pandas and pyarrow."""
        import pandas

        if hasattr(pandas.DataFrame, "from_arrow"):
            frame = pandas.DataFrame.from_arrow(self)
        else:
            import pyarrow

            frame = pyarrow.table(self).to_pandas()
        frame.attrs["basis"] = BASIS
        return frame

    def to_polars(self) -> Any:
        """The table as a polars DataFrame. Needs polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {len(self)} rows: {', '.join(self.columns)}; {BASIS})"

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th title="{html.escape(own["meaning"], quote=True)}">{html.escape(name)}</th>' for name, own in self.meanings.items()
        )
        rows = (self._table.row(row) for row in range(min(SHOWN, len(self))))
        body = "".join("<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows)
        more = f"{len(self)} rows" if len(self) <= SHOWN else f"the first {SHOWN} of {len(self)} rows"
        caption = f"<b>{html.escape(self.name)}</b>: {html.escape(self.about)} <i>{BASIS.capitalize()}</i>; {more}."
        return f"<p>{caption}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return html.escape(f"{value:.6g}" if isinstance(value, float) else str(value))


class Results(Mapping[str, Table]):
    """Results of a run or a comparison: tables by name, as items and as attributes.

    `results.contrasts` is `results["contrasts"]`; `list(results)` names them all. Modelled, not observed.
    """

    __slots__ = ("_made", "_names", "_tables")

    def __init__(self, made: _engine.Made):
        self._made = made
        self._names = made.names()
        self._tables: dict[str, Table] = {}

    @property
    def tables(self) -> list[str]:
        """Names of the tables."""
        return list(self._names)

    def __getitem__(self, name: str) -> Table:
        if name not in self._tables:
            found = self._made.table(name)
            if found is None:
                raise KeyError(f"there is no table {name!r}; there is {', '.join(self._names)}")
            self._tables[name] = Table(found)
        return self._tables[name]

    def __getattr__(self, name: str) -> Table:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._names:
            raise AttributeError(f"there is no table {name!r}; there is {', '.join(self._names)}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._names]

    @property
    def manifest(self) -> dict[str, Any]:
        """What made them: version, scenarios, seed, hashes, notes, and the command that makes the saved files again."""
        manifest: dict[str, Any] = json.loads(self._made.manifest())
        return manifest

    @property
    def notes(self) -> list[str]:
        """What a reader must know beside the numbers, a sentence each."""
        notes: list[str] = self.manifest.get("notes", [])
        return notes

    def save(self, directory: str | os.PathLike[str], *, replace: bool = False) -> None:
        """Writes the files that the command line writes, byte for byte; `lachan report DIRECTORY` makes a page of them.

        A directory belongs to results of one request: those of another one are refused with a `SaveError`, unless `replace` puts these
        in their place, in one step when they are whole.
        """
        self._made.save(os.fspath(directory), replace)

    def __repr__(self) -> str:
        own = self.manifest
        what = f"{', '.join(own['scenarios'])}; seed {own['seed']}, {own['replicates']} replicates"
        return f"Results({what}; tables {', '.join(self._names)}; {BASIS})"

    def _repr_html_(self) -> str:
        own = self.manifest
        rows = "".join(
            f"<tr><td>{html.escape(name)}</td><td>{len(self[name])}</td><td>{html.escape(self[name].about)}</td></tr>" for name in self
        )
        named = ", ".join(map(html.escape, own["scenarios"]))
        caption = f"<b>{named}</b>, seed {own['seed']}, {own['replicates']} replicates. <i>{BASIS.capitalize()}.</i>"
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self.notes)
        head = "<tr><th>table</th><th>rows</th><th>what it is</th></tr>"
        return f"<p>{caption}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table><ul>{notes}</ul>"
