//! Studies: which runs to make, and what their results say.

pub mod design;
pub mod posterior;
pub mod sensitivity;
