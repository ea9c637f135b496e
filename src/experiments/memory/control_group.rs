//! What the control groups of this process leave of memory: the limits of containers and of batch
//! jobs, of version 1 and 2 of Linux's groups. A limit of any group on the way up to the root
//! holds.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// Bytes that the process may still take; none where no group has a limit.
pub fn free() -> Option<u64> {
    free_below(Path::new("/"))
}

/// The same on a system whose files stand below `root`.
fn free_below(root: &Path) -> Option<u64> {
    let groups = read_to_string(root.join("proc/self/cgroup")).ok()?;
    let mounts = read_to_string(root.join("proc/self/mountinfo")).ok()?;
    let hierarchies = mounts.lines().filter_map(Hierarchy::of_mount);
    let left = hierarchies.flat_map(|hierarchy| {
        let group = groups.lines().find_map(|line| hierarchy.group(line));
        group.into_iter().flat_map(move |group| hierarchy.left(root, &group).collect::<Vec<_>>())
    });
    left.min()
}

/// Where a version of groups is mounted.
struct Hierarchy {
    version: Version,
    /// The group that stands at the mount.
    top: PathBuf,
    /// Where it is mounted.
    mount: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

impl Hierarchy {
    /// A line of `mountinfo`: numbers, the group at the mount, the mount, options, `-`, the kind,
    /// the source, options of the kind.
    fn of_mount(line: &str) -> Option<Self> {
        let (place, kind) = line.split_once(" - ")?;
        let mut place = place.split(' ').skip(3);
        let (top, mount) = (place.next()?, place.next()?);
        let mut kind = kind.split(' ');
        let version = match kind.next()? {
            "cgroup2" => Version::Two,
            "cgroup" if kind.nth(1)?.split(',').any(|option| option == "memory") => Version::One,
            _ => return None,
        };
        Some(Self { version, top: top.into(), mount: mount.trim_start_matches('/').into() })
    }

    /// The group of a line of `cgroup`, `number:controllers:group`, if it is of this hierarchy.
    fn group(&self, line: &str) -> Option<PathBuf> {
        let mut parts = line.splitn(3, ':');
        let (number, controllers, group) = (parts.next()?, parts.next()?, parts.next()?);
        let own = match self.version {
            Version::One => controllers.split(',').any(|controller| controller == "memory"),
            Version::Two => number == "0" && controllers.is_empty(),
        };
        own.then(|| group.into())
    }

    /// What each group from this one up to the mount leaves.
    fn left(&self, root: &Path, group: &Path) -> impl Iterator<Item = u64> {
        // Seen from within a container, a group may lie outside of what is mounted: the mount is
        // then the group.
        let below = group.strip_prefix(&self.top).unwrap_or(Path::new("")).to_owned();
        let (version, mount) = (self.version, root.join(&self.mount));
        let groups: Vec<PathBuf> = below.ancestors().map(|part| mount.join(part)).collect();
        groups.into_iter().filter_map(move |group| version.left(&group))
    }
}

impl Version {
    /// What a group leaves, if it has a limit: pages of files that nobody has touched lately can
    /// go.
    fn left(self, group: &Path) -> Option<u64> {
        let (limit, used, pages) = match self {
            Self::One => ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file "),
            Self::Two => ("memory.max", "memory.current", "inactive_file "),
        };
        let number = |name: &str| read_to_string(group.join(name)).ok()?.trim().parse::<u64>().ok();
        let limit = number(limit)?;
        let statistics = read_to_string(group.join("memory.stat")).unwrap_or_default();
        let pages = statistics.lines().find_map(|line| line.strip_prefix(pages)?.trim().parse().ok());
        Some(limit.saturating_sub(number(used)?.saturating_sub(pages.unwrap_or(0))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A system with these files.
    fn system(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    const TWO: &str = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
    const ONE: &str = "33 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n\
                       34 30 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";

    #[test]
    fn the_tightest_group_of_version_2_on_the_way_up_holds() {
        let root = system(&[
            ("proc/self/cgroup", "0::/job/step\n"),
            ("proc/self/mountinfo", TWO),
            ("sys/fs/cgroup/job/memory.max", "100000000\n"),
            ("sys/fs/cgroup/job/memory.current", "30000000\n"),
            ("sys/fs/cgroup/job/memory.stat", "anon 1\ninactive_file 10000000\n"),
            ("sys/fs/cgroup/job/step/memory.max", "max\n"),
            ("sys/fs/cgroup/job/step/memory.current", "1\n"),
        ]);
        assert_eq!(free_below(root.path()), Some(80_000_000));
    }

    #[test]
    fn the_group_of_version_1_is_found_beside_other_controllers() {
        let root = system(&[
            ("proc/self/cgroup", "5:cpu:/other\n4:memory:/slurm/job_7\n0::/\n"),
            ("proc/self/mountinfo", &format!("{ONE}{TWO}")),
            ("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n"),
            ("sys/fs/cgroup/memory/memory.usage_in_bytes", "5000000000\n"),
            ("sys/fs/cgroup/memory/slurm/job_7/memory.limit_in_bytes", "60000000\n"),
            ("sys/fs/cgroup/memory/slurm/job_7/memory.usage_in_bytes", "20000000\n"),
            (
                "sys/fs/cgroup/memory/slurm/job_7/memory.stat",
                "inactive_file 1\ntotal_inactive_file 5000000\n",
            ),
        ]);
        assert_eq!(free_below(root.path()), Some(45_000_000));
    }

    /// Within a container the mount begins at the container's own group.
    #[test]
    fn a_group_that_is_mounted_as_the_top_is_found() {
        let mount = TWO.replace(" / /sys", " /docker/abc /sys");
        let files = |group: &'static str| {
            system(&[
                ("proc/self/cgroup", group),
                ("proc/self/mountinfo", &mount),
                ("sys/fs/cgroup/memory.max", "70\n"),
                ("sys/fs/cgroup/memory.current", "50\n"),
            ])
        };
        for group in ["0::/docker/abc\n", "0::/\n", "0::/../elsewhere\n"] {
            assert_eq!(free_below(files(group).path()), Some(20), "{group}");
        }
    }

    #[test]
    fn no_limit_and_no_groups_leave_everything() {
        let unlimited = system(&[
            ("proc/self/cgroup", "0::/\n"),
            ("proc/self/mountinfo", TWO),
            ("sys/fs/cgroup/memory.max", "max\n"),
        ]);
        assert_eq!(free_below(unlimited.path()), None);
        assert_eq!(free_below(system(&[]).path()), None);
    }
}
