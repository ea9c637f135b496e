//! The form of a kept file: `MAGIC`, which names the version of the form, a label that says what it
//! belongs to, the body, and the BLAKE3 hash of label and body. The hash stands last, so that a body goes to the disk as it is
//! made and never stands in memory whole.

use crate::disk;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 16] = b"lachan kept, 03\n";
const HASH: usize = blake3::OUT_LEN;

/// The largest file that is read, in bytes: several times the state of everyone in Viet Nam under
/// 25.
pub const LARGEST: u64 = 16 << 30;

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
    /// It belongs to something else.
    #[error("it belongs to something else")]
    Foreign,
    /// What it holds is not what its label says.
    #[error("{0}")]
    Body(String),
    /// The disk.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// What writes a body. It may be asked twice and then writes the same.
pub(super) type Body<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Writes a file.
pub(super) fn seal(label: &impl Serialize, body: Body<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    out.write_all(MAGIC)?;
    let mut hashed = Hashed { out, hasher: blake3::Hasher::new(), failed: None };
    let label = postcard::to_stdvec(label).map_err(io::Error::other)?;
    let done = hashed.write_all(&label).and_then(|()| body(&mut hashed));
    // An encoder says that it could not write; the disk says why.
    if let Some(why) = hashed.failed {
        return Err(why);
    }
    done?;
    let Hashed { mut out, hasher, .. } = hashed;
    out.write_all(hasher.finalize().as_bytes())?;
    out.flush()
}

/// Bytes of the file of a body, about.
pub(super) fn sealed_size(body: Body<'_>) -> u64 {
    let mut counted = Counted(0);
    // It counts what there is, and what fails comes to nothing.
    let _ = body(&mut counted);
    (MAGIC.len() + HASH + 128) as u64 + counted.0
}

/// Hashes what it passes on, and keeps the first error.
struct Hashed<W> {
    out: W,
    hasher: blake3::Hasher,
    failed: Option<io::Error>,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.out.write(bytes) {
            Ok(count) => {
                self.hasher.update(&bytes[..count]);
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kind = error.kind();
                self.failed.get_or_insert(error);
                Err(kind.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Counts bytes.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads a file that belongs to this label, and gives its body.
pub(super) fn open<L: DeserializeOwned + PartialEq>(path: &Path, label: &L) -> Result<Vec<u8>, Damage> {
    let mut file = disk::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST {
        return Err(Damage::Large);
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // A file that grows while it is read is read no further than it was.
    Read::by_ref(&mut file).take(size).read_to_end(&mut bytes)?;
    body(bytes, label)
}

fn body<L: DeserializeOwned + PartialEq>(mut bytes: Vec<u8>, label: &L) -> Result<Vec<u8>, Damage> {
    let (magic, rest) = bytes.split_at_checked(MAGIC.len()).ok_or(Damage::Changed)?;
    if magic != MAGIC {
        return Err(Damage::Form);
    }
    let (sealed, hash) = rest.split_last_chunk::<HASH>().ok_or(Damage::Changed)?;
    if blake3::hash(sealed) != *hash {
        return Err(Damage::Changed);
    }
    let (found, body): (L, _) = postcard::take_from_bytes(sealed).map_err(|_| Damage::Form)?;
    if found != *label {
        return Err(Damage::Foreign);
    }
    let (length, end) = (body.len(), bytes.len() - HASH);
    bytes.truncate(end);
    bytes.drain(..end - length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Label {
        program: String,
        asked: String,
        replicate: u32,
        months: u32,
    }

    fn label() -> Label {
        Label { program: "1.2.3".to_owned(), asked: "ab".repeat(32), replicate: 4, months: 17 }
    }

    fn sealed() -> Vec<u8> {
        let mut bytes = Vec::new();
        seal(&label(), &|out| out.write_all(b"the state of the country"), &mut bytes).unwrap();
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

    /// A disk that takes so many bytes.
    struct FullDisk(usize);

    impl Write for FullDisk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            if taken == 0 { Err(io::Error::new(io::ErrorKind::StorageFull, "no room")) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// An encoder hides why it could not write; a body of 200,000 bytes says so all the same, and
    /// its size is known.
    #[test]
    fn a_full_disk_says_why_and_what_would_have_been_needed() {
        let body = |out: &mut dyn Write| {
            postcard::to_io(&vec![7_u8; 200_000], out).map(drop).map_err(io::Error::other)
        };
        for room in [0, 20, 100_000] {
            let error = seal(&label(), &body, &mut FullDisk(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{room}: {error}");
        }
        let mut whole = Vec::new();
        seal(&label(), &body, &mut whole).unwrap();
        assert!((sealed_size(&body) as i64 - whole.len() as i64).abs() < 128);
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
                let end = bytes.len() - HASH;
                let hash = blake3::hash(&bytes[16..end]);
                bytes[end..].copy_from_slice(hash.as_bytes());
            }
            prop_assert!(body(bytes, &label()).is_err());
        }
    }
}
