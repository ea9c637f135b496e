//! Files that cannot be read as text, or at all.

use std::fs;
use std::path::Path;

use lachan::config::source::Source;
use lachan::config::{Fault, table};

use super::support::*;

fn message(config: &Path, folder: &Path) -> String {
    let faults = faults(resolve_with(BASELINE, None, Some(config), &[]));
    assert_eq!(faults.exit_code(), 2);
    let real = folder.canonicalize().unwrap();
    let text = faults.to_string().replace(&real.display().to_string(), "FOLDER");
    text.replace(&folder.display().to_string(), "FOLDER")
}

fn of_bytes(bytes: &[u8]) -> Fault {
    Source::from_bytes("config.toml", bytes.to_vec()).unwrap_err()
}

#[test]
fn r26_the_text_is_not_utf8_or_has_a_nul_or_is_utf16() {
    let utf16: Vec<u8> =
        [0xfeff_u16].into_iter().chain("seed = 1".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let messages = [
        of_bytes(b"# T\xc3\xaan\n[simulation]\nseed = 1 # \xff\xfe\n"),
        of_bytes(b"[simulation]\nseed\0 = 1\n"),
        of_bytes(&utf16),
    ];
    snapshot("26_not_utf8", &messages.map(|fault| fault.to_string()).join("\n\n"));
}

#[test]
fn r27_the_file_is_too_large_or_nested_too_deeply() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.toml");
    fs::File::create(&large).unwrap().set_len((64 << 20) + 1).unwrap();
    snapshot("27_too_large", &message(&large, folder.path()));
    let deep = folder.path().join("deep.toml");
    for (name, text) in [
        ("27_deep_arrays", format!("a = {}", "[".repeat(20_000))),
        ("27_deep_tables", format!("a = {}", "{ a = ".repeat(20_000))),
        ("27_deep_keys", format!("{}a = 1", "a.".repeat(20_000))),
        ("27_deep_heading", format!("[{}a]", "a.".repeat(20_000))),
    ] {
        fs::write(&deep, &text).unwrap();
        snapshot(name, &message(&deep, folder.path()));
        let set = text.replacen(" = ", "=", 1);
        assert!(resolve_with(BASELINE, None, None, &[&set]).is_err());
    }
}

#[test]
fn r28_the_path_leads_to_nothing_or_to_a_directory() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), "").unwrap();
    snapshot("28_missing", &message(&folder.path().join("confg.toml"), folder.path()));
    snapshot("28_through_a_file", &message(&folder.path().join("config.toml/a.toml"), folder.path()));
    snapshot("28_directory", &message(folder.path(), folder.path()));
}

#[cfg(unix)]
#[test]
fn r28_the_path_leads_to_a_pipe_a_device_or_an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.toml");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        snapshot("28_pipe", &message(&pipe, folder.path()));
        assert!(table::read_source(&pipe).is_err());
    }
    snapshot("28_device", &message(Path::new("/dev/zero"), folder.path()));
    let secret = folder.path().join("secret.toml");
    fs::write(&secret, "").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    if fs::File::open(&secret).is_err() {
        assert!(message(&secret, folder.path()).contains("may not be read (permission denied)"));
    }
}

#[cfg(unix)]
#[test]
fn r28_a_configuration_extends_a_file_outside_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(folder.path().join("outer.toml"), "").unwrap();
    std::os::unix::fs::symlink("../outer.toml", inner.join("link.toml")).unwrap();
    let config = inner.join("config.toml");
    for (name, parent) in [("28_outside", "../outer.toml"), ("28_outside_by_link", "link.toml")] {
        fs::write(&config, format!("extends = \"{parent}\"\n")).unwrap();
        snapshot(name, &message(&config, folder.path()));
    }
}

#[test]
fn r37_a_line_of_a_hundred_mebibytes_is_refused_early() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("provinces.csv");
    fs::write(&path, "code,name\n").unwrap();
    fs::OpenOptions::new().append(true).open(&path).unwrap().set_len(100 << 20).unwrap();
    let fault = table::read_source(&path).unwrap_err();
    let text = fault.to_string().replace(&folder.path().display().to_string(), "FOLDER");
    snapshot("37_long_line", &text);
}

#[test]
fn a_file_name_with_spaces_and_marks_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kịch bản mới.toml");
    fs::write(&path, "[simulation]\nyears = 3\n").unwrap();
    let effective = resolve_with(BASELINE, None, Some(&path), &[]).unwrap();
    assert_eq!(effective.name, "kich_ban_moi", "a file without a name takes that of its file");
}

#[test]
fn a_fault_far_along_a_very_long_line_is_shown_with_its_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.toml");
    for (name, length) in [("long_line_whole", 10_000), ("long_line_cut", 2 << 20)] {
        fs::write(&path, format!("schooling = {{{}dropout = 12 }}", " ".repeat(length))).unwrap();
        snapshot(name, &message(&path, folder.path()));
    }
}

#[test]
fn a_million_unknown_keys_are_refused_in_good_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.toml");
    let keys: String = (0..1_000_000).map(|at| format!("k{at} = 1\n")).collect();
    fs::write(&path, keys).unwrap();
    let faults = faults(resolve_with(BASELINE, None, Some(&path), &[]));
    assert_eq!(faults.len(), 1000);
    assert!(faults.to_string().len() < 100_000);
}
