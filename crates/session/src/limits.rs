//! Limits, so that bad input is refused before it costs anything. Each is far above what real work needs.

/// Largest session file, in bytes.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;
/// Deepest nesting of arrays and objects in a session file.
pub const MAX_DEPTH: usize = 32;
/// Most entries in one log: about ten times a working day of uninterrupted clicking.
pub const MAX_ENTRIES: usize = 200_000;
/// Largest journal record, in bytes of JSON.
pub const MAX_RECORD_BYTES: usize = 16 * 1024;
/// Most tokens in one label.
pub const MAX_LABEL_TOKENS: usize = 24;
/// Most things in one list of members, choices or mentions.
pub const MAX_THINGS: usize = 256;
/// Longest text that the agent may author at once, in characters.
pub const MAX_TEXT_CHARS: usize = 2_000;
/// Longest vocabulary term, in characters.
pub const MAX_TERM_CHARS: usize = 256;
/// The greatest number that every reader of JSON takes without loss.
pub const MAX_NUMBER: u64 = (1 << 53) - 1;
/// Most systems in one session.
pub const MAX_SYSTEMS: usize = 64;
