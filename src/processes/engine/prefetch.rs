//! Prefetches columns before they are read.
//!
//! A commune's columns come from memory once a month. Loops with little arithmetic stall on memory,
//! so an earlier loop prefetches their columns. A prefetch never changes a value.

use prefetch_index::prefetch_index;

/// Bytes of a cache line.
const LINE: usize = 64;

/// Prefetches a whole column.
#[inline(always)]
pub fn prefetch_column<T>(column: &[T]) {
    const { assert!(size_of::<T>() <= LINE) };
    for row in (0..column.len()).step_by(LINE / size_of::<T>()) {
        prefetch_index(column, row);
    }
}

/// Prefetches some rows of a column.
#[inline(always)]
pub fn prefetch_rows<T>(column: &[T], rows: &[u16]) {
    for &row in rows {
        prefetch_index(column, row.into());
    }
}
