//! Asking for columns before they are read.
//!
//! A commune's columns come from memory once a month, and a loop that has little to reckon waits for them. An
//! earlier loop asks, and the lines of cache arrive while it works. Asking reads nothing, so results cannot hang on it.

use prefetch_index::prefetch_index;

/// Bytes of a line of cache.
const LINE: usize = 64;

/// Asks for a whole column.
#[inline(always)]
pub fn prefetch_column<T>(column: &[T]) {
    const { assert!(size_of::<T>() <= LINE) };
    for row in (0..column.len()).step_by(LINE / size_of::<T>()) {
        prefetch_index(column, row);
    }
}

/// Asks for some rows of a column.
#[inline(always)]
pub fn prefetch_rows<T>(column: &[T], rows: &[u16]) {
    for &row in rows {
        prefetch_index(column, row.into());
    }
}
