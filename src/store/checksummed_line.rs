//! A record as one line of text that shows when it was damaged.

use serde::{Serialize, de::DeserializeOwned};

const START: &str = "{\"blake3\":\"";
const MIDDLE: &str = "\",\"body\":";
const HASH: usize = 64;

/// A line of JSON without its end: the BLAKE3 hash of the body, then the body.
pub(crate) fn line<T: Serialize>(body: &T) -> serde_json::Result<String> {
    let body = serde_json::to_string(body)?;
    let hash = blake3::hash(body.as_bytes()).to_hex();
    Ok(format!("{START}{hash}{MIDDLE}{body}}}"))
}

/// The body of a line; none where a byte was lost or changed.
pub(crate) fn body<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    let line = std::str::from_utf8(line).ok()?;
    let rest = line.strip_prefix(START)?;
    let hash = rest.get(..HASH)?;
    let body = rest.get(HASH..)?.strip_prefix(MIDDLE)?.strip_suffix('}')?;
    if blake3::hash(body.as_bytes()).to_hex().as_str() != hash {
        return None;
    }
    serde_json::from_str(body).ok()
}
