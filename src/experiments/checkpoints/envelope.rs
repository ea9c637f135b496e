//! The form of a file: `MAGIC`, which names the version of the form, the BLAKE3 hash of all that follows, a [`Label`], and the body.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 16] = b"lachan kept, 01\n";
const HASH: usize = blake3::OUT_LEN;

/// The largest file that is read, in bytes: several times the state of everyone in Viet Nam under 25.
pub const LARGEST: u64 = 16 << 30;

/// What a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Label {
    /// Version of the program.
    pub program: String,
    /// Hash of what was asked for, in hexadecimal.
    pub asked: String,
    /// The replicate.
    pub replicate: u32,
    /// Months that it had lived.
    pub months: u32,
}

/// Why a file is not used.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// It is too short, cut off or changed.
    #[error("it was cut off or changed")]
    Changed,
    /// It has another form.
    #[error("it is no file of this program, or of another version of it")]
    Form,
    /// It is larger than any run.
    #[error("it is larger than {LARGEST} bytes")]
    Large,
    /// It belongs to another run, replicate or month.
    #[error("it belongs to another run, replicate or month")]
    Foreign,
    /// What it holds is no run of this configuration.
    #[error("{0}")]
    Body(String),
    /// The disk.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Writes a file.
pub(super) fn seal(label: &Label, body: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let label = postcard::to_stdvec(label).map_err(io::Error::other)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&label);
    hasher.update(body);
    out.write_all(MAGIC)?;
    out.write_all(hasher.finalize().as_bytes())?;
    out.write_all(&label)?;
    out.write_all(body)
}

/// Bytes of a file of a body of this length, about.
pub(super) fn sealed_size(body: &[u8]) -> u64 {
    (MAGIC.len() + HASH + body.len() + 128) as u64
}

/// Reads a file that belongs to this label, and gives its body.
pub(super) fn open(path: &Path, label: &Label) -> Result<Vec<u8>, Damage> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Err(Damage::Large);
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // A file that grows while it is read is read no further than it was.
    Read::by_ref(&mut file).take(size).read_to_end(&mut bytes)?;
    body(bytes, label)
}

fn body(mut bytes: Vec<u8>, label: &Label) -> Result<Vec<u8>, Damage> {
    let (magic, rest) = bytes.split_at_checked(MAGIC.len()).ok_or(Damage::Changed)?;
    if magic != MAGIC {
        return Err(Damage::Form);
    }
    let (hash, rest) = rest.split_at_checked(HASH).ok_or(Damage::Changed)?;
    if blake3::hash(rest) != blake3::Hash::from_slice(hash).map_err(|_| Damage::Changed)? {
        return Err(Damage::Changed);
    }
    let (found, body): (Label, _) = postcard::take_from_bytes(rest).map_err(|_| Damage::Form)?;
    if found != *label {
        return Err(Damage::Foreign);
    }
    let start = bytes.len() - body.len();
    bytes.drain(..start);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn label() -> Label {
        Label { program: "1.2.3".to_owned(), asked: "ab".repeat(32), replicate: 4, months: 17 }
    }

    fn sealed() -> Vec<u8> {
        let mut bytes = Vec::new();
        seal(&label(), b"the state of the country", &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_body_comes_back_under_its_own_label_alone() {
        assert_eq!(body(sealed(), &label()).unwrap(), b"the state of the country");
        let others = [
            Label { program: "1.2.4".to_owned(), ..label() },
            Label { asked: "ba".repeat(32), ..label() },
            Label { replicate: 5, ..label() },
            Label { months: 18, ..label() },
        ];
        for other in others {
            assert!(matches!(body(sealed(), &other), Err(Damage::Foreign)), "{other:?}");
        }
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_seen() {
        let sound = sealed();
        for length in 0..sound.len() {
            assert!(body(sound[..length].to_vec(), &label()).is_err(), "cut at {length}");
        }
        for at in 0..sound.len() {
            for bit in 0..8 {
                let mut damaged = sound.clone();
                damaged[at] ^= 1 << bit;
                assert!(body(damaged, &label()).is_err(), "byte {at}, bit {bit}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), form in any::<bool>()) {
            if form && bytes.len() >= 48 {
                bytes[..16].copy_from_slice(MAGIC);
                let hash = blake3::hash(&bytes[48..]);
                bytes[16..48].copy_from_slice(hash.as_bytes());
            }
            prop_assert!(body(bytes, &label()).is_err());
        }
    }
}
