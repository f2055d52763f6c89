//! Reads the one list of commands, for whoever must know it besides the program: the build script,
//! which makes the permissions, and `tests/tidy`, which holds the window to it.

/// The names of the commands in the text of `src/commands.rs`, in the order of the list.
pub fn commands(source: &str) -> Vec<&str> {
    let list = source.split_once("generate_handler![").and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.unwrap_or_default();
    let paths = list.split(',').map(str::trim).filter(|path| !path.is_empty());
    paths.map(|path| path.rsplit("::").next().unwrap_or(path)).collect()
}
