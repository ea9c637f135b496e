//! What a person may call a place, and which ground that is.
//!
//! Two divisions are known: the 63 provinces of August 2008 to June 2025, in which the model
//! counts, and the 34 units since July 2025, each made of whole provinces. 23 units have the name
//! of one of their provinces and cover more ground, and 23 codes mean one ground before and another
//! after. So a bare name or code stands for a place only where both divisions mean the same ground
//! by it, or one division alone knows it; otherwise the division is asked for, `2008:` or `2025:`.
//!
//! * [`normalise_name()`]: names as they are compared. [`Gazetteer`]: finding a place. `hints`:
//!   what to say of what is no place.

mod gazetteer;
mod hints;
mod normalise;
mod province;

pub use gazetteer::{Division, Gazetteer, NameKind, OtherName, ProvinceName, Unit};
pub use hints::Refusal;
pub use normalise::normalise_name;
pub use province::{LandBorders, ProvinceRecord, Region};
