//! How the time to derive everything grows with a log: linear, or an agent's day ends in waiting.

use std::convert::Infallible;
use std::time::Instant;

use ledgerium_recorder::derive;
use ledgerium_session::ids::DocumentId;
use ledgerium_session::{Body, Entry};

use crate::corpus::Recording;
use crate::metrics::count;
use crate::table;

const LENGTHS: [usize; 3] = [1_000, 10_000, 100_000];
const ROUNDS: usize = 5;

/// Prints the time for logs of several lengths, put together from these recordings.
pub fn print(recordings: &[Recording]) {
    let mut rows = vec![["entries", "time", "by entry"].map(str::to_owned).to_vec()];
    for length in LENGTHS {
        let log = repeated(recordings, length);
        let mut times: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                let derived = derive(&log);
                let time = start.elapsed().as_secs_f64() * 1_000.0;
                if derived.is_err() { f64::NAN } else { time }
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let time = times[ROUNDS / 2];
        rows.push(vec![
            log.len().to_string(),
            format!("{time:.1} ms"),
            format!("{:.2} us", time * 1_000.0 / count(log.len())),
        ]);
    }
    println!("Everything derived from logs of several lengths\n");
    table::print(&rows);
}

/// One log of the recordings one after the other, again and again, each time with other documents, people and things.
fn repeated(recordings: &[Recording], length: usize) -> Vec<Entry> {
    let mut log: Vec<Entry> = Vec::with_capacity(length);
    let mut wall = 0;
    for (turn, recording) in recordings.iter().cycle().enumerate() {
        let offset = u32::try_from(turn).unwrap_or(0) * 500;
        let mut last = None;
        for entry in &recording.log {
            let kept = matches!(entry.body, Body::Page(_) | Body::System(_));
            if !(kept || log.is_empty()) {
                continue;
            }
            if log.len() == length {
                return log;
            }
            let mut entry = entry.clone();
            wall += last.map_or(1, |last| entry.wall.saturating_sub(last));
            last = Some(entry.wall);
            entry.wall = wall;
            entry.i = u32::try_from(log.len()).unwrap_or(u32::MAX);
            if let Body::Page(page) = &mut entry.body {
                page.document = DocumentId(page.document.0 + offset);
                let renumbered: Result<(), Infallible> = page
                    .event
                    .renumber(&mut |term| Ok(term), &mut |_, n| Ok(n + offset));
                let Ok(()) = renumbered;
            }
            log.push(entry);
        }
    }
    log
}
