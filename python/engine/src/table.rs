//! A table of results as Arrow: what its file holds, in columns of the types of its schema.

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Metadata, Schema as ArrowSchema};
use lachan::observation::NOTICE;
use lachan::results::{Column, Kind, OutputFile, unguarded};
use pyo3::exceptions::{PyIndexError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ops::Range;
use std::sync::Arc;

/// A table of results.
#[pyclass(frozen, module = "lachan._engine")]
pub struct Table {
    name: &'static str,
    about: String,
    batch: RecordBatch,
}

/// A column under way.
enum Cells {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
    Flag(BooleanBuilder),
}

impl Cells {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Month => Self::Text(StringBuilder::new()),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Flag => Self::Flag(BooleanBuilder::new()),
        }
    }

    /// Adds what a cell of the file says; an empty one is null.
    fn add(&mut self, text: &str) -> Result<(), String> {
        fn value<T: std::str::FromStr>(text: &str) -> Result<Option<T>, String> {
            if text.is_empty() {
                return Ok(None);
            }
            text.parse().map(Some).map_err(|_| text.to_owned())
        }
        match self {
            Self::Text(cells) => cells.append_option(Some(unguarded(text)).filter(|text| !text.is_empty())),
            Self::Whole(cells) => cells.append_option(value(text)?),
            Self::Number(cells) => cells.append_option(value(text)?),
            Self::Flag(cells) => cells.append_option(value(text)?),
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Whole(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Flag(cells) => Arc::new(cells.finish()),
        }
    }
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Month => DataType::Utf8,
        Kind::Whole => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Flag => DataType::Boolean,
    }
}

fn field(column: &Column) -> Field {
    let words = [("description", column.english()), ("unit", column.unit.to_owned())];
    let words = words.into_iter().filter(|(_, text)| !text.is_empty());
    Field::new(column.name, data_type(column.kind), true).with_metadata(words.collect::<Metadata>())
}

fn broken(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(format!("a table cannot be read: {error}"))
}

impl Table {
    /// The table that a file holds. Its last column, `basis`, which says the same in every row, is a
    /// word about the whole table here.
    ///
    /// # Errors
    /// A file that holds no table: none that the model writes.
    pub fn of(file: &OutputFile<'_>) -> PyResult<Self> {
        let schema = file.schema.ok_or_else(|| broken(&file.name))?;
        let mut text = Vec::new();
        file.write(&mut text)?;
        let mut cells: Vec<Cells> = schema.columns.iter().map(|column| Cells::of(column.kind)).collect();
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(broken)? {
            for (cells, text) in cells.iter_mut().zip(&record) {
                cells.add(text).map_err(broken)?;
            }
        }
        let fields: Vec<Field> = schema.columns.iter().map(field).collect();
        let words = [("basis", NOTICE.to_owned()), ("description", schema.english())];
        let words: Metadata = words.into();
        let columns = cells.iter_mut().map(Cells::finish).collect();
        let own = Arc::new(ArrowSchema::new_with_metadata(fields, words));
        let batch = RecordBatch::try_new(own, columns).map_err(broken)?;
        Ok(Self { name: schema.name, about: schema.english(), batch })
    }

    fn column_of(&self, name: &str) -> PyResult<&ArrayRef> {
        self.batch.column_by_name(name).ok_or_else(|| {
            let known: Vec<&str> = self.names();
            PyKeyError::new_err(format!("{} has no column {name:?}; it has {}", self.name, known.join(", ")))
        })
    }
}

/// A cell as Python has it.
fn cell<'py>(py: Python<'py>, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Int64 => Ok(array.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Float64 => Ok(array.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any()),
        DataType::Boolean => Ok(array.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any()),
        _ => Ok(array.as_string::<i32>().value(row).into_pyobject(py)?.into_any()),
    }
}

#[pymethods]
impl Table {
    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        self.name
    }

    /// What it is.
    #[getter]
    fn about(&self) -> &str {
        &self.about
    }

    /// Names of the columns.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// Of each column: name, type, unit, meaning.
    fn meanings(&self) -> Vec<(String, String, String, String)> {
        let word = |field: &Field, key: &str| field.metadata().get(key).cloned().unwrap_or_default();
        let fields = self.batch.schema_ref().fields().iter();
        fields
            .map(|field| {
                let kind = match field.data_type() {
                    DataType::Int64 => "int",
                    DataType::Float64 => "float",
                    DataType::Boolean => "bool",
                    _ => "str",
                };
                (field.name().clone(), kind.to_owned(), word(field, "unit"), word(field, "description"))
            })
            .collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    /// The values of a column.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let array = self.column_of(name)?;
        (0..array.len()).map(|row| cell(py, array, row)).collect()
    }

    /// A row.
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyTuple>> {
        let rows: Range<usize> = 0..self.batch.num_rows();
        if !rows.contains(&row) {
            return Err(PyIndexError::new_err(format!("{} has {} rows", self.name, rows.end)));
        }
        let cells: PyResult<Vec<_>> = self.batch.columns().iter().map(|array| cell(py, array, row)).collect();
        PyTuple::new(py, cells?)
    }

    /// The schema, for whoever reads Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema_ref().as_ref()).map_err(broken)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The table as a stream of one batch, which shares the memory of this one. Another schema that is
    /// asked for is not given, as the protocol permits.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = [Ok::<_, ArrowError>(self.batch.clone())];
        let reader = RecordBatchIterator::new(batches, self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}
