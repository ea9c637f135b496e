//! All parameters of the model, typed and checked.

use crate::config::{Effective, Faults};
use crate::population::synthesis;
use crate::processes::{self, with_parameters};

macro_rules! parameters {
    ($($process:ident),+) => {
        /// The parameters of the model, one field a section of the configuration: the synthetic
        /// population, and each process.
        #[derive(Debug, Clone)]
        pub struct Parameters {
            /// Synthetic population.
            pub synthesis: synthesis::Params,
            $(
                #[doc = concat!("Of [`processes::", stringify!($process), "`].")]
                pub $process: processes::$process::Params,
            )+
        }

        impl Parameters {
            /// Reads the typed sections of an effective configuration.
            ///
            /// # Errors
            /// A fault that names the section and the key that is missing or out of bounds.
            pub fn read(config: &Effective) -> Result<Self, Faults> {
                Ok(Self {
                    synthesis: config.section("synthesis")?,
                    $($process: config.section(stringify!($process))?,)+
                })
            }
        }
    };
}

with_parameters!(parameters);
