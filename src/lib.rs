pub mod quantities;
pub mod random;
